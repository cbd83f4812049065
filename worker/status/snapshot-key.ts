/** Where KV holds the copy that is served when the Publication object does not answer. */
export const SNAPSHOT_KEY = "public-snapshot";
