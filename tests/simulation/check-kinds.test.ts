/** Every kind of check, from its failure to a page and back; what keeps us from asking is nobody's outage. */
import { describe, expect, it } from "vitest";
import { dnsAnswer } from "../support/dns-server.ts";
import { tls } from "./doubles/cloudflare-sockets.ts";
import { socketAnswer } from "./doubles/web-socket.ts";
import { names, play, type Scene } from "./scene.ts";
import { ADMIN, type Shape, TARGET_HOST } from "./world.ts";

const SHOP: Shape = {
	name: "A monitor of each kind",
	startAt: Date.UTC(2031, 0, 6, 3),
	levels: [{ page: ["ana"], afterSeconds: 600 }],
	repeat: 0,
	service: {},
	monitors: [],
	webhookMethods: [],
};

/** How the target is: `ours` keeps us from asking it. */
type Target = "well" | "broken" | "ours";

interface Kind {
	kind: string;
	monitor: object;
	/** Puts the target there, as it is at each moment. */
	serve(scene: Scene, is: () => Target): void;
}

const RESOLVERS = ["cloudflare-dns.com", "dns.google"];
const KNOWN = dnsAnswer(0, [{ name: TARGET_HOST, type: 1, data: [192, 0, 2, 1] }]);
const NO_NAME = dnsAnswer(3);
const SERVERS_FAIL = dnsAnswer(2);

const KINDS: Kind[] = [
	{
		kind: "dns",
		monitor: { target: TARGET_HOST, expect: { records: { op: "equals", values: ["192.0.2.1"] } } },
		serve: ({ world }, is) => {
			for (const host of RESOLVERS)
				world.edge.sites.set(host, () => {
					if (is() === "ours") return new Response("", { status: 500 });
					return new Response(is() === "well" ? KNOWN : NO_NAME);
				});
		},
	},
	{
		kind: "tls",
		monitor: { target: `${TARGET_HOST}:443` },
		// Cloudflare opens no connection to its own addresses, which answer requests as all others do.
		serve: ({ world }, is) => {
			tls.failure = () => (is() === "well" ? undefined : "proxy request failed");
			world.edge.sites.set(TARGET_HOST, () => {
				if (is() === "broken") throw new Error("internal error");
				return new Response();
			});
		},
	},
	{
		kind: "websocket",
		monitor: {
			target: `wss://${TARGET_HOST}/feed`,
			request: { body: "ping" },
			expect: { bodyContains: "pong" },
		},
		serve: ({ world }, is) =>
			world.edge.sites.set(TARGET_HOST, () => {
				if (is() === "ours") throw new Error("Too many subrequests.");
				return socketAnswer((said) => (said === "ping" && is() === "well" ? "pong" : "busy"));
			}),
	},
];

async function watch(scene: Scene, { kind, monitor, serve }: Kind) {
	const { edge, ids } = scene.world;
	let target: Target = "well";
	serve(scene, () => target);
	const common = { name: "Checkout", serviceId: ids.service, intervalSeconds: 10, timeoutSeconds: 2 };
	const body = { ...common, kind, recoveryThreshold: 1, ...monitor };
	const made = await scene.answer(edge.http("POST", "/api/v1/monitors", body, ADMIN));
	expect(made.status, JSON.stringify(made.body)).toBe(201);
	const { id } = made.body as { id: string };
	const be = (now: Target) => {
		target = now;
		scene.witness.monitors.becomes(id, now !== "broken");
	};
	const state = async () => {
		const read = await scene.answer(edge.http("GET", `/api/v1/monitors/${id}`, undefined, ADMIN));
		return (read.body as { state: string }).state;
	};
	be("well");
	return { be, state };
}

describe.each(KINDS)("a monitor of kind $kind", (kind) => {
	it("pages when it fails, and ends its incident when it is well again", async () => {
		const witness = await play(SHOP, 1, async (scene) => {
			const { be, state } = await watch(scene, kind);
			await scene.pass(30);
			expect(await state()).toBe("up");
			expect(scene.left).toEqual([]);
			be("broken");
			await scene.pass(30);
			expect(await state()).toBe("down");
			expect(names(scene.left)).toContain("ana");
			be("well");
			await scene.pass(60);
			expect(scene.types()).toContain("resolved");
		});
		expect(witness.violations).toEqual([]);
	});

	it("pages nobody for what keeps us from asking", async () => {
		const witness = await play(SHOP, 2, async (scene) => {
			const { be, state } = await watch(scene, kind);
			await scene.pass(30);
			be("ours");
			await scene.pass(300);
			expect(scene.left).toEqual([]);
			be("well");
			await scene.pass(30);
			expect(await state()).toBe("up");
		});
		expect(witness.violations).toEqual([]);
	});
});

describe("a monitor of a name", () => {
	const dns = KINDS.find(({ kind }) => kind === "dns")!;

	it.each([
		["only one resolver says that its servers fail, and the next knows it", KNOWN, 0],
		["one resolver says that its servers fail, and no other says anything", null, 1],
	])("pages as it must when %s", async (_, second, pages) => {
		const witness = await play(SHOP, 3, async (scene) => {
			const { be } = await watch(scene, dns);
			await scene.pass(30);
			if (pages > 0) be("broken");
			const { sites } = scene.world.edge;
			sites.set("cloudflare-dns.com", () => new Response(SERVERS_FAIL));
			sites.set("dns.google", () => (second ? new Response(second) : new Response("", { status: 502 })));
			await scene.pass(30);
			expect(scene.left.length > 0).toBe(pages > 0);
		});
		expect(witness.violations).toEqual([]);
	});
});
