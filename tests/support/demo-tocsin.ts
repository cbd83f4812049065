import { text } from "node:stream/consumers";
import webPush from "web-push";
import type { PushSubscriptionJson } from "../../scripts/demo/push/subscription.ts";
import { serveLoopback } from "./loopback.ts";

/** As much of Tocsin as the demo phones talk to, for looking at their screens in every state. */
export interface DemoTocsin {
	url: string;
	/** What was asked, as `POST receipt`. */
	asked: string[];
	/** From now on every call of a page is answered with this status, or not at all. */
	break(how: number | "silent" | null): void;
	close(): Promise<void>;
}

export async function startDemoTocsin(): Promise<DemoTocsin> {
	const asked: string[] = [];
	let broken: number | "silent" | null = null;
	const at = "2026-11-23T03:12:09.000Z";
	const answers: Record<string, object> = {
		acknowledge: { result: "acknowledged", by: { kind: "user", id: "usr_1", name: "Ana" }, at },
		escalate: {},
		page: { state: "triggered", acknowledgedBy: null },
	};
	const server = await serveLoopback(async (request, response) => {
		await text(request);
		const action = request.url?.split("/").at(-1) ?? "";
		if (action === "on-call") {
			return void response.end(
				JSON.stringify({ items: [{ userName: "Ana", endsAt: "2026-11-30T08:00:00.000Z" }] }),
			);
		}
		asked.push(`${request.method} ${action}`);
		if (broken === "silent") return void request.socket.destroy();
		if (broken !== null) return void response.writeHead(broken).end("{}");
		if (action === "receipt") return void response.writeHead(204).end();
		response.end(JSON.stringify(answers[action]));
	});
	return {
		url: `http://${server.hostPort}`,
		asked,
		break: (how) => {
			broken = how;
		},
		close: server.close,
	};
}

/** Of the form of ours: a phone takes no other. */
const TOKEN = "page1.dG9rZW4.c2lnbmF0dXJl";

/** Sends a page as Tocsin does; answers the push service's status. */
export async function ring(to: PushSubscriptionJson, severity: string, service: string): Promise<number> {
	const payload = {
		web_push: 8030,
		notification: {
			title: `${severity} · ${service} is down in 2 of 3 regions`,
			body: `#14 · ${service}`,
			navigate: `http://localhost:8787/app/p#t=${TOKEN}`,
			tag: `inc_${service}`,
			data: { v: 1, kind: "page", incidentId: `inc_${service}`, severity, service, token: TOKEN },
		},
	};
	const request = webPush.generateRequestDetails(to, JSON.stringify(payload), {
		TTL: 60,
		urgency: "high",
		vapidDetails: { subject: "mailto:ops@tocsin.example", ...webPush.generateVAPIDKeys() },
	});
	const answer = await fetch(request.endpoint, {
		method: "POST",
		headers: request.headers as Record<string, string>,
		body: new Uint8Array(request.body ?? []),
	});
	return answer.status;
}
