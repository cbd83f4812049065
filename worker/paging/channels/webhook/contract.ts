import { z } from "@hono/zod-openapi";
import { line } from "../../../platform/contract/fields.ts";

export const url = z.url({ protocol: /^https?$/ }).max(2_000);

export const webhookIn = z.strictObject({ kind: z.literal("webhook"), name: line().default("Webhook"), url });
