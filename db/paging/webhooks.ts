import type { Stored } from "../../worker/platform/contract/stored.ts";
import { repository } from "../platform/repository.ts";
import { webhooks } from "./tables.ts";

export interface WebhookRow extends Stored {
	name: string;
	url: string;
	events: string[];
	/** Sealed. */
	secret: string;
}

export const webhookRows = repository<WebhookRow>(webhooks);
