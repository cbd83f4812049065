import { z } from "@hono/zod-openapi";
import { address } from "../settings.ts";

/** Anything else that creates an issue when it is called, and may answer where that is. */
export const webhookTrackerSettings = z.strictObject({ url: address });
