/** A content on its way in: nothing stands under its final name until `keep`. */
export interface Staged {
  readonly write: (chunk: Uint8Array) => Promise<void>;
  /** Returns once the disk has the bytes, not only the system's cache. */
  readonly finish: () => Promise<void>;
  /** Puts it in place, all or nothing; what stood there before is replaced. */
  readonly keep: (path: string) => Promise<void>;
  readonly discard: () => Promise<void>;
}

/** full: nothing more can be kept; away: what is kept cannot be read either. */
export type BlobState = 'up' | 'full' | 'away';

/** Where encrypted contents lie. A path has forward slashes and letters, digits and hyphens only, and is made by us. */
export interface Blobs {
  readonly stage: () => Promise<Staged>;
  /** Throws ContentMissing before the first byte where there is none. */
  readonly read: (path: string) => AsyncIterable<Uint8Array>;
  readonly has: (path: string) => Promise<boolean>;
  /** All paths older than that many milliseconds; staged ones come as `incoming/…`. */
  readonly olderThan: (ms: number) => AsyncIterable<string>;
  readonly remove: (path: string) => Promise<void>;
  /** Never throws. */
  readonly state: () => Promise<BlobState>;
}

/** The database knows a content that its place has lost: a backup is needed. */
export class ContentMissing extends Error {
  override readonly name = 'ContentMissing';
  readonly code = 'CONTENT_MISSING';
}

/** The place of the contents does not answer, or does not let us in: over after a while, or an administrator's matter. */
export class PlaceAway extends Error {
  override readonly name = 'PlaceAway';
  readonly code = 'CONTENTS_AWAY';
}
