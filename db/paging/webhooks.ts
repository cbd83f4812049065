import { repository } from "../platform/repository.ts";
import { webhooks } from "./tables.ts";

export type WebhookRow = typeof webhooks.$inferSelect;

export const webhookRows = repository(webhooks);
