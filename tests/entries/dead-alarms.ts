/** The shipped Worker on a platform that forgets every alarm: only the cron is left to wake anything. */

import {
	Desk as ShippedDesk,
	Incident as ShippedIncident,
	Live as ShippedLive,
	Prober as ShippedProber,
	Publication as ShippedPublication,
	Subscribers as ShippedSubscribers,
	Vault as ShippedVault,
	Watch as ShippedWatch,
} from "../../worker/index.ts";
import type { Env } from "../../worker/platform/env.ts";

export * from "../../scripts/local/entry.ts";
export { default } from "../../scripts/local/entry.ts";

type Object_ = new (ctx: DurableObjectState, env: Env) => object;

/** The object believes that it has an alarm; nothing ever rings. */
function withoutAlarms<Shipped extends Object_>(Class: Shipped): Shipped {
	return class extends (Class as Object_) {
		constructor(ctx: DurableObjectState, env: Env) {
			ctx.storage.setAlarm = async () => {};
			super(ctx, env);
		}
	} as Shipped;
}

export class Desk extends withoutAlarms(ShippedDesk) {}
export class Incident extends withoutAlarms(ShippedIncident) {}
export class Live extends withoutAlarms(ShippedLive) {}
export class Prober extends withoutAlarms(ShippedProber) {}
export class Publication extends withoutAlarms(ShippedPublication) {}
export class Subscribers extends withoutAlarms(ShippedSubscribers) {}
export class Vault extends withoutAlarms(ShippedVault) {}
export class Watch extends withoutAlarms(ShippedWatch) {}
