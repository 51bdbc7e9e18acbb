import { join } from 'node:path';
import { type ProductFiles, writeProductFiles } from '../../../platform/matrices/product-file.ts';
import { listProducts, plantShoppers } from '../../models/recommender/plant-shoppers.ts';
import { writeLog } from '../../models/recommender/write-log.ts';

/** The files of planted shoppers, as the export writes them, and their log. */
export async function plantRecommenderFiles(directory: string, customers: number) {
  const data = writeLog(plantShoppers(customers), { products: listProducts() });
  const files: ProductFiles = {
    people: join(directory, 'people.arrow'),
    products: join(directory, 'products.arrow'),
    sellers: join(directory, 'sellers.arrow'),
    purchases: join(directory, 'purchases.arrow'),
  };
  await writeProductFiles(files, data);
  return { data, files };
}
