/**
 * A query of each customer's planned offers in a file of strategies, whatever arms, messages and scores: what a customer is
 * offered is which actions by which channel with which offer.
 * @param path name of the parameter that holds the file's path
 */
export function readOffers(path: `$${string}`): string {
  // Sorted afterwards: an aggregate with an order of its own costs six times as much.
  return `select customer_id, list_sort(list({a: action_id, c: channel, o: offer})) as offers
    from read_parquet(${path}) group by customer_id`;
}
