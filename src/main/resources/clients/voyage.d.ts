/** voyage @VERSION@: types of /clients/voyage.js. Apache License 2.0. */

export const version: string;
export const ENDS: readonly string[];

/** An event; its other fields are described by /v1/schemas/{type}. */
export interface VoyageEvent {
  type: string;
  search: string;
  time: string;
  /** Absent from events that are not stored. */
  seq?: number;
  [field: string]: unknown;
}

/** The fields of POST /v1/searches. */
export interface SearchRequest {
  target?: string;
  targets?: unknown[];
  position?: { raDeg: number; decDeg: number };
  catalogue?: string;
  catalogues?: string[];
  radiusDeg?: number;
  where?: string;
  files?: { include?: string[]; exclude?: string[] };
  links?: string[];
  action?: 'observations' | 'links' | 'plan' | 'download';
  source?: 'auto' | 'https' | 's3' | 'mount';
  name?: string;
  [field: string]: unknown;
}

/** The counts of a search; docs/events.md explains them. */
export type Tally = Record<string, number>;

export interface SearchState {
  id: string;
  name?: string;
  href: string;
  request: SearchRequest;
  phase: string;
  outcome?: 'complete' | 'partial' | 'empty' | 'failed' | 'cancelled';
  tally: Tally;
  lastSeq: number;
  links: Record<string, string>;
  [field: string]: unknown;
}

export interface ManifestFile {
  path: string;
  observation?: string;
  url?: string;
  href: string;
  state: 'found' | 'completed' | 'skipped' | 'failed';
  bytes?: number;
  sha256?: string;
  modified?: string;
  [field: string]: unknown;
}

export interface Abortable {
  signal?: AbortSignal;
}

export class Problem extends Error {
  members: Record<string, unknown>;
  type: string;
  title?: string;
  status?: number;
  detail?: string;
}

export class DownloadError extends Error {
  failures: Map<string, string>;
}

export class Voyage {
  constructor(
    server?: string,
    options?: { token?: string | null; timeoutMillis?: number; attempts?: number; fetch?: typeof fetch | null },
  );
  search(request: SearchRequest, options?: Abortable): Promise<Search>;
  open(id: string, options?: Abortable): Promise<Search>;
  searches(options?: Abortable & { limit?: number }): Promise<Search[]>;
  resolve(name: string, options?: Abortable): Promise<Record<string, unknown>>;
  catalogues(keywords: string, options?: Abortable): Promise<Record<string, unknown>[]>;
  address(path: string, options?: Abortable): Promise<string>;
  json(method: string, path: string, options?: object): Promise<any>;
  request(method: string, path: string, options?: object): Promise<Response>;
}

export class Search {
  readonly id: string;
  state: SearchState;
  readonly name: string | null;
  readonly phase: string;
  readonly outcome: string | null;
  readonly tally: Tally;
  events(options?: Abortable & { after?: number; types?: Iterable<string> | null }): AsyncGenerator<VoyageEvent>;
  snapshot(options?: Abortable): Promise<{ events: VoyageEvent[]; after: number }>;
  wait(
    options?: Abortable & { onEvent?: ((event: VoyageEvent) => void) | null; types?: Iterable<string> },
  ): Promise<this>;
  refresh(options?: Abortable): Promise<this>;
  cancel(options?: Abortable): Promise<this>;
  pause(options?: Abortable): Promise<this>;
  resume(options?: Abortable): Promise<this>;
  rename(name: string | null, options?: Abortable): Promise<this>;
  retry(options?: Abortable & { observations?: string[]; files?: string[] }): Promise<Search>;
  rows(
    parameters?: Abortable & Record<string, string | number | boolean | AbortSignal | undefined>,
  ): Promise<Record<string, unknown>[]>;
  files(options?: Abortable): AsyncGenerator<ManifestFile>;
  download(
    directory: string,
    options?: Abortable & { onBytes?: ((count: number) => void) | null },
  ): Promise<string[]>;
  address(name: string, options?: Abortable): Promise<string>;
}
