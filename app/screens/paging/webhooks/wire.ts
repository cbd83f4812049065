import type { Webhook, WebhookDelivery } from "../../../state/wire.ts";

export type { Webhook };
export type Delivery = WebhookDelivery;
export type WithSecret = Webhook & { secret: string | null };
