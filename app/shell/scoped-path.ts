/** `/app` is outside the scope of the service worker, so that its reload needs a network: Now is at `/app/`. */
export const scopedPath = (path: string): string => path.replace(/^\/app(?=$|[?#])/, "/app/");
