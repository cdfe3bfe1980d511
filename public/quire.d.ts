/** Opens a blog: the address of a pressed site's `bundle.json`, or of any JSON Feed. Rejects with a `BlogError`. */
export function open(bundleUrl: string | URL, options?: OpenOptions): Promise<Blog>;

export interface OpenOptions {
  /** Bytes that a file may have; 20,000,000 if it is not said. */
  mostBytes?: number;
}

/** What went wrong. The codes never change; the handbook has a table of them. */
export interface BlogError extends Error {
  code:
    | "offline" | "network" | "cors" | "csp" | "status" | "web-page" | "incomplete" | "damaged" | "not-a-feed" | "no-items"
    | "newer" | "too-large" | "search" | "no-app" | "no-wasm";
}

/** A blog that has been opened. */
export interface Blog {
  /**
   * Searches as the blog's own page does, operators and all. The last word may be half typed, unless a blank follows it.
   * Rejects when nothing could be searched; an answer that lacks a part of the index is not settled.
   */
  search(text: string, options?: SearchOptions): Promise<SearchAnswer>;
  /**
   * The page at a path from the root, or at an address that a hit has, as its `index.json` is: addresses in it are
   * relative to that file. Of a feed, the item that has this address or id.
   */
  page(path: string): Promise<Page>;
}

export interface SearchOptions {
  /** How many hits at most; 10 if it is not said. */
  limit?: number;
  /** Slugs of tags, all of which a post must have. */
  tags?: string | string[];
  /** Slugs of authors, one of whom must have written a post. */
  author?: string | string[];
  /** The first day, such as `2024-05-01`. */
  after?: string | Date;
  /** The day after the last one. */
  before?: string | Date;
}

export interface SearchAnswer {
  /** How many posts match; at least so many when the answer is not settled. */
  total: number;
  /** Whether `total` and the numbers of the facets are final. */
  settled: boolean;
  /** Milliseconds that the engine took for the hits, its files being there. */
  ms: number;
  /** The best first. */
  hits: Hit[];
  facets: Facets;
}

export interface Hit {
  /** The post's absolute address. */
  url: string;
  title: string;
  /** Higher is better; only scores of one answer compare. */
  score: number;
  /** The passage in which the words stand densest, as plain text. */
  excerpt: string;
}

export interface Facets {
  tags: Facet[];
  categories: Facet[];
  series: Facet[];
  authors: Facet[];
  languages: Facet[];
  years: Facet[];
  /** Every month in which the blog has posts, the oldest first. */
  months: { year: number; month: number; count: number }[];
}

export interface Facet {
  slug: string;
  label: string;
  /** How many of the posts that match have it. */
  count: number;
  /** Whether it was asked for. */
  chosen: boolean;
}

/** A page as JSON; what it holds beside these depends on its kind. */
export interface Page {
  format: number;
  kind: "home" | "list" | "terms" | "archive" | "post" | "search" | "moved" | "missing";
  /** A post: an item of a JSON Feed. */
  item?: Record<string, unknown>;
  [name: string]: unknown;
}
