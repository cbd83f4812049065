/** The shipped Worker, some of whose objects break at every minute tick, as a test says. */

import entry from "../../scripts/local/entry.ts";
import {
	Desk as ShippedDesk,
	Incident as ShippedIncident,
	Live as ShippedLive,
	Publication as ShippedPublication,
	Vault as ShippedVault,
	Watch as ShippedWatch,
} from "../../worker/index.ts";
import type { ChecksFacts } from "../../worker/monitoring/rpc.ts";
import type { Env } from "../../worker/platform/env.ts";

export * from "../../scripts/local/entry.ts";

/** Classes, or single objects by their name; `hang:` before a name: it never answers. Local objects share one isolate. */
let broken = new Set<string>();

async function ifWell<Value>(kind: string, id: DurableObjectId, run: () => Promise<Value>): Promise<Value> {
	for (const name of [kind, id.name ?? ""]) {
		if (broken.has(`hang:${name}`)) await new Promise(() => {});
		if (broken.has(name)) throw new Error("broken by the test");
	}
	return run();
}

export class Incident extends ShippedIncident {
	override tick() {
		return ifWell("incident", this.ctx.id, () => super.tick());
	}
}

export class Desk extends ShippedDesk {
	override tick() {
		return ifWell("desk", this.ctx.id, () => super.tick());
	}
}

export class Watch extends ShippedWatch {
	override tick() {
		return ifWell("watch", this.ctx.id, () => super.tick());
	}
}

export class Publication extends ShippedPublication {
	override tick(facts: ChecksFacts) {
		return ifWell("publication", this.ctx.id, () => super.tick(facts));
	}
}

export class Live extends ShippedLive {
	override tick() {
		return ifWell("live", this.ctx.id, () => super.tick());
	}
}

export class Vault extends ShippedVault {
	override noteTick(at: number) {
		return ifWell("vault", this.ctx.id, () => super.noteTick(at));
	}
}

export default {
	...entry,
	async fetch(request, env, ctx) {
		const { pathname, searchParams } = new URL(request.url);
		if (pathname !== "/break") return entry.fetch(request, env, ctx);
		broken = new Set(searchParams.getAll("what"));
		return new Response("broken");
	},
} satisfies ExportedHandler<Env>;
