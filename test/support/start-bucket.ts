import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A store of objects that answers as the reference of S3's API prints it: ListObjectsV2, by pages, and GetObject. */
export interface TestBucket {
  /** What `AWS_ENDPOINT_URL_S3` is set to. */
  url: string;
  /** Objects of its one bucket, `acme`, by key. */
  objects: Map<string, string>;
  /** Keys that were asked for, in order. */
  fetched: string[];
  stop(): Promise<void>;
}

/** The one who may read. */
export const BUCKET_READER = { AWS_ACCESS_KEY_ID: 'reader', AWS_SECRET_ACCESS_KEY: 'a secret of the test' };

const BUCKET = 'acme';
const PAGE = 2;

/** Starts it on a port of its own; call `stop` in afterAll. */
export async function startBucket(objects: Record<string, string> = {}): Promise<TestBucket> {
  const bucket = new Map(Object.entries(objects));
  const fetched: string[] = [];
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
    const [, name, ...path] = decodeURIComponent(pathname).split('/');
    const key = path.join('/');
    const refuse = (status: number, code: string) =>
      response.writeHead(status).end(`<Error><Code>${code}</Code><Message>${code}</Message></Error>`);
    if (!request.headers.authorization?.includes(`Credential=${BUCKET_READER.AWS_ACCESS_KEY_ID}/`))
      return refuse(403, 'InvalidAccessKeyId');
    if (name !== BUCKET) return refuse(404, 'NoSuchBucket');
    if (key === '') return response.end(listPage(bucket, searchParams));
    fetched.push(key);
    const bytes = bucket.get(key);
    if (bytes === undefined) return refuse(404, 'NoSuchKey');
    if (request.headers['if-match'] !== etagOf(bytes)) return refuse(412, 'PreconditionFailed');
    return response.writeHead(200, { ETag: etagOf(bytes) }).end(bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects: bucket,
    fetched,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function listPage(bucket: ReadonlyMap<string, string>, asked: URLSearchParams): string {
  const prefix = asked.get('prefix') ?? '';
  const from = Number(asked.get('continuation-token') ?? '0');
  const keys = [...bucket.keys()].filter(
    (key) => key.startsWith(prefix) && !key.slice(prefix.length).includes('/'),
  );
  const next =
    from + PAGE < keys.length ? `<NextContinuationToken>${from + PAGE}</NextContinuationToken>` : '';
  const contents = keys.slice(from, from + PAGE).map((key) => {
    const bytes = bucket.get(key)!;
    return `<Contents><Key>${key}</Key><ETag>${etagOf(bytes)}</ETag><Size>${Buffer.byteLength(bytes)}</Size></Contents>`;
  });
  return `<ListBucketResult><IsTruncated>${next !== ''}</IsTruncated>${next}${contents.join('')}</ListBucketResult>`;
}

function etagOf(bytes: string): string {
  return `"${createHash('md5').update(bytes).digest('hex')}"`;
}
