import type { deliveryOut, webhookOut } from "../../../../worker/paging/webhooks/contract.ts";

export type Webhook = (typeof webhookOut)["_output"];
export type Delivery = (typeof deliveryOut)["_output"];
export type WithSecret = Webhook & { secret: string | null };
