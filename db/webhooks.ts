import type { Stored } from "../worker/contract/stored.ts";
import { repository } from "./repository.ts";
import { webhooks } from "./schema.ts";

export interface WebhookRow extends Stored {
	name: string;
	url: string;
	events: string[];
	/** Sealed. */
	secret: string;
}

export const webhookRows = repository<WebhookRow>(webhooks);
