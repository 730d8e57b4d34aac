/** voyage @VERSION@: types of /clients/voyage-element.js. Apache License 2.0. */

import type { Search, SearchRequest, Tally, VoyageEvent } from './voyage.js';

export * from './voyage.js';

/** `<voyage-search>`: one search of a voyage service, live. */
export class VoyageSearch extends HTMLElement {
  /** The attribute `server` as an address; that of the module by default; null if it is not an address. */
  get server(): string | null;
  set server(address: string);
  /** The attribute `search`: the id of the search, '' for none. */
  search: string;
  /** A secret or OpenID token. */
  token: string | null;
  /** The search with all methods of a client; null if there is none. */
  readonly client: Search | null;
  readonly tally: Tally | null;
  readonly phase: string | null;
  readonly outcome: string | null;
  /** The request that the attributes describe. */
  readonly request: SearchRequest;
  /** Starts the search that the attributes describe, and shows it. */
  start(): Promise<void>;
  cancel(): Promise<Search>;
  pause(): Promise<Search>;
  resume(): Promise<Search>;
  /** Runs again what failed, as a new search, and shows it. */
  retry(): Promise<Search>;
}

export interface VoyageSearchEventMap {
  'voyage-event': CustomEvent<VoyageEvent>;
  'voyage-start': CustomEvent<{ search: string; request: SearchRequest }>;
  'voyage-end': CustomEvent<{ search: string; outcome: string | null; tally: Tally }>;
  'voyage-problem': CustomEvent<{ message: string; failure: Error }>;
}

declare global {
  interface HTMLElementTagNameMap {
    'voyage-search': VoyageSearch;
  }
  interface GlobalEventHandlersEventMap extends VoyageSearchEventMap {}
}
