/** A world in which every kind of thing exists once, and every kind of caller can be named. */
import type { Endpoint } from "../../worker/platform/contract/endpoint.ts";
import { ID_PREFIXES, type IdKind } from "../../worker/platform/rules/id.ts";
import { signIn } from "./session.ts";
import { nowhere } from "./shop.ts";
import { preciseNow } from "./wait.ts";
import { startWorld, type World } from "./world.ts";

export type Headers_ = Record<string, string>;

export interface OneOfEach {
	world: World;
	ids: Partial<Record<IdKind, string>>;
	/** Ana's browser. */
	ana: Headers_;
	/** Bo's, a responder. */
	bo: Headers_;
	tokens: Record<"admin" | "responder" | "observer", Headers_>;
	/** The token of a page in Ana's hand, of an incident of its own. */
	page(): Promise<Headers_>;
	/** The token of a link that shows the incident's replay. */
	replay: Headers_;
	/** The token of a link that shows it to stakeholders. */
	stakeholder: Headers_;
}

export async function startOneOfEach(): Promise<OneOfEach> {
	const world = await startWorld({
		monitor: { paused: true, target: "https://checkout.example.com/" },
		levels: [{ page: ["ana"], afterSeconds: 600 }],
	});
	const { client, instance, people } = world;
	const ana = await signIn(instance, people.ana.id);
	const bo = await signIn(instance, people.bo.id);
	const made = async (path: string, body: object) => (await client.make(path, body)).id;
	const at = new Date(Date.now() + 3_600_000).toISOString();
	const to = new Date(Date.now() + 7_200_000).toISOString();
	const secretOf = async (role: string): Promise<Headers_> => {
		const { secret } = await client.make<{ secret: string }>("/api/v1/tokens", { name: role, role });
		return { authorization: `Bearer ${secret}` };
	};
	const tokens = {
		admin: await secretOf("admin"),
		responder: await secretOf("responder"),
		observer: await secretOf("observer"),
	};
	const reviewed = await world.declare();
	// It has a review, and it is open: both the commands and the review of one incident are there to be tried.
	await client.call("PUT", `/api/v1/incidents/${reviewed.id}/resolution`, {});
	await client.read(`/api/v1/reviews/${reviewed.id}`);
	await client.call("POST", `/api/v1/incidents/${reviewed.id}/reopening`, { reason: "it is back" });
	const shared = await client.make<{ id: string; url: string }>(
		`/api/v1/incidents/${reviewed.id}/replay-links`,
		{ expiresInSeconds: 3_600 },
	);
	const told = await client.make<{ id: string; url: string }>(
		`/api/v1/incidents/${reviewed.id}/stakeholder-links`,
		{ expiresInSeconds: 3_600 },
	);
	const wish = { kind: "webhook", target: "https://hooks.example.com/news" };
	await instance.api("POST", "/api/public/subscriptions", wish, { authorization: "" });
	const subscribers = await client.read<{ items: { id: string }[] }>("/api/v1/subscribers");
	const webhook = await made("/api/v1/webhooks", { url: "https://hooks.example.com/", events: [] });
	const ids: OneOfEach["ids"] = {
		user: people.ana.id,
		contactMethod: people.ana.methodId,
		team: world.ids.team,
		schedule: world.ids.schedule,
		policy: world.ids.policy,
		service: world.ids.service,
		monitor: world.ids.monitor ?? "",
		override: await made(`/api/v1/schedules/${world.ids.schedule}/overrides`, {
			startsAt: at,
			endsAt: to,
			userId: people.bo.id,
		}),
		coverRequest: await made(`/api/v1/schedules/${world.ids.schedule}/cover-requests`, {
			startsAt: new Date(Date.now() + 60_000).toISOString(),
			endsAt: new Date(Date.now() + 1_800_000).toISOString(),
			asked: { kind: "anyone" },
			userId: people.ana.id,
		}),
		integration: await made(`/api/v1/services/${world.ids.service}/integrations`, { kind: "generic" }),
		component: await made("/api/v1/components", { name: "Checkout" }),
		maintenance: await made("/api/v1/maintenances", {
			title: "New database",
			startsAt: at,
			endsAt: to,
			monitorIds: [world.ids.monitor],
		}),
		remediation: await made("/api/v1/remediations", {
			name: "Restart",
			serviceId: world.ids.service,
			url: "https://hooks.example.com/restart",
		}),
		webhook,
		webhookDelivery: await made(`/api/v1/webhooks/${webhook}/test`, {}),
		runbook: await made("/api/v1/runbooks", {
			name: "Pool exhausted",
			steps: [{ kind: "check", title: "Look at the pool" }],
		}),
		token: await made("/api/v1/tokens", { name: "Spare", role: "observer" }),
		incident: reviewed.id,
		replayLink: shared.id,
		stakeholderLink: told.id,
		actionItem: await made("/api/v1/action-items", {
			text: "Alert when connections run out",
			ownerId: people.bo.id,
			dueAt: to,
		}),
		tracker: await made("/api/v1/trackers", {
			kind: "webhook",
			name: "Desk",
			settings: { url: "https://hooks.example.com/issues" },
		}),
		subscriber: subscribers.items[0]?.id ?? "",
		pairing: (await instance.api("POST", "/api/v1/me/pairings", {}, ana)).body.id,
		session: (await instance.api("GET", "/api/v1/me", undefined, ana)).body.session.id,
	};
	const page = async () => {
		const since = preciseNow();
		await world.declare();
		const push = await people.ana.phone.waitForPage(since);
		return { authorization: `Bearer ${push.payload?.notification.data.token}` };
	};
	const bearer = ({ url }: { url: string }) => ({
		authorization: `Bearer ${new URL(url).hash.slice("#t=".length)}`,
	});
	const links = { replay: bearer(shared), stakeholder: bearer(told) };
	return { world, ids, ana, bo, tokens, page, ...links };
}

/** The endpoint's address with these identifiers, or with ones that nothing has. */
export function addressOf(endpoint: Endpoint, ids: OneOfEach["ids"] | "nowhere"): string {
	const kinds: Record<string, IdKind> = endpoint.ids;
	return endpoint.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
		const kind = kinds[name];
		if (!kind) return endpoint.words[name]?.[0] ?? "unknown";
		return (ids === "nowhere" ? nowhere(ID_PREFIXES[kind]) : ids[kind]) ?? "";
	});
}
