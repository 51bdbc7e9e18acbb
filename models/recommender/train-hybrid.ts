import type { Scalar, Tensor1D, Tensor2D, Variable } from '@tensorflow/tfjs';
import type { TensorFlow, TensorflowContext } from '../estimators/learner.ts';
import { assertFinite } from '../matrix.ts';
import type { Random } from '../random.ts';
import type { CellMatrix, ColumnMap } from './cell-matrix.ts';
import { bprLoss, type HybridLoss, softmaxLoss, sumEmbeddings, warpLoss } from './hybrid-loss.ts';
import type { HybridModel } from './hybrid-model.ts';
import type { SideFeatures } from './side-features.ts';

/** How large a hybrid model is and how it learns. */
export interface HybridPlan {
  readonly loss: HybridLoss;
  readonly size: number;
  readonly epochs: number;
  /** Batches in all at most: with many customers each of few epochs has enough of them. */
  readonly mostBatches: number;
  readonly learningRate: number;
  readonly batchCustomers: number;
  /** Products of a batch's softmax; all of them where there are no more. */
  readonly batchProducts: number;
  /** Of `bpr` and `warp`: purchases of each customer in a batch, and products beside each. */
  readonly pairs: number;
  readonly others: number;
  /** Share of customers and products whose identity is left out of a batch, so that features alone learn to do. */
  readonly coldShare: number;
  readonly decay: number;
}

/** What to learn from: purchases as cells of customers × columns, and what is known of both. */
export interface HybridData {
  readonly cells: CellMatrix;
  readonly map: ColumnMap;
  readonly customers: SideFeatures;
  readonly products: SideFeatures;
}

/** Minibatch Adam over customers. Every tensor it makes is disposed, also when it fails. */
export async function trainHybrid(
  data: HybridData,
  plan: HybridPlan,
  { tf, random, onProgress }: TensorflowContext,
): Promise<HybridModel> {
  const { customers, products, cells, map } = data;
  const draw = (rows: number, columns: number) =>
    tf.tidy(() =>
      tf.variable(
        tf.tensor2d(
          Float32Array.from({ length: rows * columns }, () => 0.1 * random.normal()),
          [rows, columns],
        ),
      ),
    );
  const variables = {
    customers: draw(customers.levels, plan.size),
    products: draw(products.levels, plan.size),
    bias: tf.tidy(() => tf.variable(tf.zeros([products.levels, 1]))),
  };
  const optimizer = tf.train.adam(plan.learningRate);
  const buyers = listBuyers(cells);
  const batches = Math.ceil(buyers.length / plan.batchCustomers);
  const epochs = Math.min(plan.epochs, Math.ceil(plan.mostBatches / Math.max(1, batches)));
  try {
    for (let epoch = 1; epoch <= epochs; epoch++) {
      const order = random.shuffle(buyers);
      for (let from = 0; from < order.length; from += plan.batchCustomers) {
        const batch = order.slice(from, from + plan.batchCustomers);
        const cost = tf.tidy(() => {
          const loss = createLoss(tf, variables, data, plan, batch, random);
          return optimizer.minimize(loss, true, Object.values(variables) as Variable[])!.dataSync();
        });
        assertFinite(cost, `hybrid loss in epoch ${epoch}`);
      }
      await onProgress?.(epoch / epochs, `hybrid epoch ${epoch}`);
    }
    const knownCustomers = new Uint8Array(customers.rows);
    for (const row of buyers) knownCustomers[row] = 1;
    return {
      size: plan.size,
      customerTable: Float32Array.from(variables.customers.dataSync()),
      productTable: Float32Array.from(variables.products.dataSync()),
      productBias: Float32Array.from(variables.bias.dataSync()),
      knownCustomers,
      knownProducts: Uint8Array.from(map.columns, (column) => (column >= 0 ? 1 : 0)),
    };
  } finally {
    optimizer.dispose();
    tf.dispose(variables);
  }
}

type HybridVariables = { customers: Variable; products: Variable; bias: Variable };

function createLoss(
  tf: TensorFlow,
  variables: HybridVariables,
  data: HybridData,
  plan: HybridPlan,
  batch: readonly number[],
  random: Random,
): () => Scalar {
  const people = takeSide(tf, data.customers, batch, plan.coldShare, random);
  const vectorOf = (side: ReturnType<typeof takeSide>, table: Variable) =>
    sumEmbeddings(tf, table as unknown as Tensor2D, side.codes, side.kept);
  const addDecay = (loss: Scalar, vectors: readonly Tensor2D[]): Scalar =>
    vectors.reduce(
      (sum, vector) => tf.add(sum, tf.mul(plan.decay, tf.mean(tf.sum(tf.square(vector), 1)))),
      loss,
    );
  if (plan.loss === 'softmax') {
    const columns = drawColumns(data.cells.columns, plan.batchProducts, random);
    const goods = takeSide(
      tf,
      data.products,
      columns.map((column) => data.map.items[column]!),
      plan.coldShare,
      random,
    );
    const bought = tf.tensor2d(spreadPurchases(data.cells, batch, columns), [batch.length, columns.length]);
    return () => {
      const [left, right] = [vectorOf(people, variables.customers), vectorOf(goods, variables.products)];
      const bias = tf.reshape(vectorOf(goods, variables.bias), [1, -1]);
      return addDecay(softmaxLoss(tf, tf.add(tf.matMul(left, right, false, true), bias), bought), [
        left,
        right,
      ]);
    };
  }
  const triples = drawTriples(data.cells, batch, plan, random);
  const width = plan.others + 1;
  const goods = takeSide(
    tf,
    data.products,
    triples.columns.map((column) => data.map.items[column]!),
    plan.coldShare,
    random,
  );
  const owners = tf.tensor1d(Int32Array.from(triples.owners), 'int32');
  return () => {
    const left = tf.gather(vectorOf(people, variables.customers), owners);
    const right = vectorOf(goods, variables.products);
    const bias = tf.reshape(vectorOf(goods, variables.bias), [-1, width]);
    const scores = tf.add(
      tf.sum(tf.mul(tf.expandDims(left, 1), tf.reshape(right, [-1, width, plan.size])), 2),
      bias,
    ) as Tensor2D;
    const first = tf.reshape(tf.slice(scores, [0, 0], [-1, 1]), [-1]) as Tensor1D;
    const others = tf.slice(scores, [0, 1], [-1, plan.others]);
    const loss =
      plan.loss === 'bpr' ? bprLoss(tf, first, others) : warpLoss(tf, first, others, data.cells.columns);
    return addDecay(loss, [left, right]);
  };
}

function listBuyers({ rows, offsets }: CellMatrix): number[] {
  return Array.from({ length: rows }, (_, row) => row).filter((row) => offsets[row + 1]! > offsets[row]!);
}

function takeSide(
  tf: TensorFlow,
  side: SideFeatures,
  rows: readonly number[],
  coldShare: number,
  random: Random,
): { codes: Tensor2D; kept: Tensor2D } {
  const { width } = side;
  const codes = new Int32Array(rows.length * width);
  const kept = new Float32Array(rows.length * width).fill(1);
  for (const [place, row] of rows.entries()) {
    codes.set(side.codes.subarray(row * width, (row + 1) * width), place * width);
    if (width > 1 && random.next() < coldShare) kept[place * width] = 0;
  }
  return {
    codes: tf.tensor2d(codes, [rows.length, width], 'int32'),
    kept: tf.tensor2d(kept, [rows.length, width]),
  };
}

/** All columns in order, or as many as asked for, drawn without replacement. */
function drawColumns(columns: number, most: number, random: Random): number[] {
  const all = Array.from({ length: columns }, (_, column) => column);
  return columns <= most ? all : random.shuffle(all).slice(0, most);
}

/** Shares of each customer's purchases among the drawn columns, row-major. */
function spreadPurchases(
  cells: CellMatrix,
  batch: readonly number[],
  columns: readonly number[],
): Float32Array {
  const places = new Int32Array(cells.columns).fill(-1);
  for (const [place, column] of columns.entries()) places[column] = place;
  const shares = new Float32Array(batch.length * columns.length);
  for (const [index, row] of batch.entries()) {
    let total = 0;
    for (let cell = cells.offsets[row]!; cell < cells.offsets[row + 1]!; cell++) {
      if (places[cells.items[cell]!]! >= 0) total += cells.values[cell]!;
    }
    for (let cell = cells.offsets[row]!; cell < cells.offsets[row + 1]!; cell++) {
      const place = places[cells.items[cell]!]!;
      if (place >= 0) shares[index * columns.length + place] = cells.values[cell]! / total;
    }
  }
  return shares;
}

/** Per customer of the batch some of the purchases, each before products that were drawn and not bought. */
function drawTriples(
  cells: CellMatrix,
  batch: readonly number[],
  { pairs, others }: HybridPlan,
  random: Random,
): { owners: number[]; columns: number[] } {
  const owners: number[] = [];
  const columns: number[] = [];
  for (const [index, row] of batch.entries()) {
    const [from, to] = [cells.offsets[row]!, cells.offsets[row + 1]!];
    const bought = new Set(cells.items.subarray(from, to));
    for (let pair = 0; pair < pairs; pair++) {
      owners.push(index);
      columns.push(cells.items[from + random.integer(to - from)]!);
      for (let other = 0; other < others; other++) {
        let column = random.integer(cells.columns);
        // A customer who bought nearly everything must not keep this turning for ever.
        for (let attempt = 0; bought.has(column) && attempt < 20; attempt++)
          column = random.integer(cells.columns);
        columns.push(column);
      }
    }
  }
  return { owners, columns };
}
