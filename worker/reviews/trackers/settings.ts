import { z } from "@hono/zod-openapi";

/** Where another tool answers. Whether it may be called is asked when it is saved, and again whenever it is called. */
export const address = z.url({ protocol: /^https?$/ }).max(2_000);
