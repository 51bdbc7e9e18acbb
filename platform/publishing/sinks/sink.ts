import type { Config } from '../../config.ts';
import type { DuckDBSession } from '../../duckdb/session.ts';
import type { Database } from '../../postgres/database.ts';
import type { PublicationRow } from '../../postgres/publications.ts';

/** What staging reads and where it may write. */
export interface Staging {
  publication: PublicationRow;
  /** Strategies of both arms, Parquet. */
  strategiesPath: string;
  session: DuckDBSession;
  scratch(file: string): string;
}

/** What every sink works with. */
export interface SinkServices {
  database: Database;
  config: Pick<Config, 'storeDir'>;
}

/** What a delivery works with as well. */
export interface DeliveryServices extends SinkServices {
  signal: AbortSignal;
}

/** One destination: its name in receipts, and its settings, which its kind reads. */
export interface SinkTarget {
  name: string;
  settings: unknown;
}

/** What a sink has of the publication that is live. */
export interface Delivered {
  rows: number;
  /** Where to look. */
  location: string;
}

/** A destination of publications: one file in this folder and one line in its index. */
export interface Sink {
  /** Write, before anything is live, what nobody sees yet; repeating it replaces what an interrupted attempt left. */
  stage?(services: SinkServices, staging: Staging): Promise<void>;
  /** Take back what was staged and will never be live. */
  discard?(services: SinkServices, publication: PublicationRow): Promise<void>;
  /**
   * Let those who read the sink see what is live; repeating it changes nothing.
   * @returns `superseded` as soon as something else is live: that is somebody else's to deliver
   */
  deliver(
    services: DeliveryServices,
    live: PublicationRow,
    target: SinkTarget,
  ): Promise<Delivered | 'superseded'>;
}
