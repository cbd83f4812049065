/** What leaves by each channel that has a provider's own form. */
import { describe, expect, it } from "vitest";
import { type Accounts, NO_ACCOUNTS } from "../../../worker/paging/channels/accounts.ts";
import { buttonData, readButton } from "../../../worker/paging/channels/button.ts";
import type { HttpAsk } from "../../../worker/paging/channels/channel.ts";
import { channelOf } from "../../../worker/paging/channels/registry.ts";
import { type Notice, type PageMessage, withoutToken } from "../../../worker/paging/rules/payload.ts";
import type { MethodKind } from "../../../worker/people/rules/person.ts";

const PAGE: PageMessage = {
	kind: "page",
	pageId: "pag_01JA0000000000000000000000",
	incidentId: "inc_01JA0000000000000000000000",
	epoch: 1,
	number: 142,
	severity: "P1",
	urgency: "high",
	service: "Checkout",
	title: "@everyone [look](https://evil.example) *down* <!channel>",
	level: 1,
	attempt: 1,
	flapping: false,
	navigate: "https://oncall.example/app/p#t=TOKEN",
	token: "TOKEN",
	ttlSeconds: 300,
};
const NOTICE: Notice = {
	kind: "reminder",
	noticeId: "ntc_1",
	subjectId: "rev_1",
	incidentId: null,
	title: "Review of #142",
	body: "It is due on Monday.",
	navigate: "https://oncall.example/app/reviews",
	ttlSeconds: 3_600,
};

function sent(kind: MethodKind, address: string, message: PageMessage = PAGE) {
	const ask = channelOf(kind)!.page({ address }, message, NO_ACCOUNTS) as HttpAsk;
	return { url: ask.url, body: JSON.parse(ask.body("")) };
}

describe("ntfy", () => {
	it("is told by JSON at the server's root, as loud as it can be, with a button that acknowledges", () => {
		const { url, body } = sent("ntfy", "https://ntfy.example:8443/ana-k3jq9/");
		expect(url).toBe("https://ntfy.example:8443/");
		expect(body).toMatchObject({
			topic: "ana-k3jq9",
			title: `P1 · ${PAGE.title}`,
			message: "#142 · Checkout",
			priority: 5,
			click: PAGE.navigate,
		});
		expect(body.actions).toEqual([
			{
				action: "http",
				label: "Acknowledge",
				url: "https://oncall.example/api/v1/page-actions/acknowledge",
				method: "POST",
				headers: { authorization: "Bearer TOKEN", "content-type": "application/json" },
				body: "{}",
				clear: true,
			},
			{ action: "view", label: "Open", url: PAGE.navigate },
		]);
	});

	it("is quieter for low urgency, and takes a topic of ntfy.sh by its name", () => {
		const { url, body } = sent("ntfy", "ana-k3jq9", { ...PAGE, urgency: "low" });
		expect([url, body.topic, body.priority]).toEqual(["https://ntfy.sh/", "ana-k3jq9", 3]);
	});

	it("has no button for what nobody has to answer", () => {
		const ask = channelOf("ntfy")!.notice!({ address: "ana" }, NOTICE, NO_ACCOUNTS) as HttpAsk;
		expect(JSON.parse(ask.body(""))).toMatchObject({
			title: NOTICE.title,
			priority: 3,
			actions: [{ action: "view" }],
		});
	});
});

describe("a room that others read", () => {
	const rooms = [
		["discord", "https://discord.example/api/webhooks/1/SECRET"],
		["teams", "https://flows.example/workflows/SECRET"],
	] as const;

	it.each(rooms)("%s: the page leads to the incident and holds no token", (kind, address) => {
		expect(channelOf(kind)!.traits.carriesToken).toBe(false);
		const { url, body } = sent(kind, address, withoutToken(PAGE));
		expect(url).toBe(address);
		expect(JSON.stringify(body)).not.toContain("TOKEN");
		expect(JSON.stringify(body)).toContain(`https://oncall.example/app/incidents/${PAGE.incidentId}`);
	});

	it.each(rooms)("%s: text of others is shown as it is, and calls and links to nobody", (kind, address) => {
		const text = JSON.stringify(sent(kind, address).body);
		expect(text).toContain("\\\\[look\\\\]\\\\(https://evil.example\\\\)");
		if (kind === "discord") expect(sent(kind, address).body.allowed_mentions).toEqual({ parse: [] });
	});
});

it.each(["ntfy", "discord", "teams"] as const)(
	"%s: of an address only the host can be read again",
	(kind) => {
		const { readable } = channelOf(kind)!;
		expect(readable({ address: "https://host.example/SECRET?k=SECRET" })).toEqual({
			address: "https://host.example/…",
		});
		expect(readable({ address: "kept before the channel was built" }).address).not.toContain("before the");
	},
);

describe("buttons of a message", () => {
	const page = { incidentId: PAGE.incidentId, pageId: PAGE.pageId, epoch: 9_999_999 };

	it("say which page they answer, within the 64 bytes that Telegram allows", () => {
		for (const act of ["acknowledge", "escalate"] as const) {
			const data = buttonData(act, page);
			expect(new TextEncoder().encode(data).length).toBeLessThanOrEqual(64);
			expect(readButton(data)).toEqual({ act, ...page });
		}
		for (const odd of ["", "a1", "x1.01JA0000000000000000000000.01JA0000000000000000000000"])
			expect(readButton(odd)).toBeNull();
	});

	const accounts: Accounts = {
		...NO_ACCOUNTS,
		telegram: { url: "https://t.example", token: "1:S", webhookUrl: "", webhookSecret: "" },
		slack: { url: "https://s.example/api", token: "xoxb", signingSecret: "s" },
	};
	const bodyOf = (kind: "telegram" | "slack", message: PageMessage) =>
		(
			channelOf(kind)!.page({ address: kind === "slack" ? "U0ANA0001" : "7" }, message, accounts) as HttpAsk
		).body("");

	it.each(["telegram", "slack"] as const)("%s: are absent where nobody is to acknowledge", (kind) => {
		expect(bodyOf(kind, PAGE)).toContain(buttonData("acknowledge", PAGE));
		for (const message of [withoutToken(PAGE), { ...PAGE, kind: "update_due" as const }])
			expect(bodyOf(kind, message)).not.toContain(buttonData("acknowledge", PAGE));
	});

	it("slack: text of others calls nobody", () => {
		expect(JSON.parse(bodyOf("slack", PAGE)).text).toContain("&lt;!channel&gt;");
	});
});
