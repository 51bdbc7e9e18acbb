/**
 * A query of each customer's planned offers in a file of strategies, whatever arms, messages and scores: what a customer is
 * offered is which actions by which channel with which offer.
 * @param path name of the parameter that holds the file's path
 */
export function readOffers(path: `$${string}`): string {
  return `select customer_id, list({a: action_id, c: channel, o: offer} order by action_id, channel, offer) as offers
    from read_parquet(${path}) group by customer_id`;
}
