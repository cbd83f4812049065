/** The demo phones: a push service on loopback, and the three people's lock screens behind it. */
import { UNDELIVERED } from "../../worker/platform/rules/phrases.ts";
import { readArgs } from "./parts/args.ts";
import { backToPage, makeSite, readForm } from "./parts/site.ts";
import { askOnCall, type OnCall } from "./phone/on-call.ts";
import { type Notice, openPhones } from "./phone/phones.ts";
import { receivePush } from "./phone/receive.ts";
import { phonesPage, phonesTitle } from "./phone/screen.ts";
import { acknowledge, insteadOfLate, passOn, sendReceipt } from "./phone/tocsin.ts";
import { subscriptionJson } from "./push/subscription.ts";

const args = readArgs({
	port: null,
	state: null,
	tocsin: null,
	"admin-token-file": null,
	shop: "",
	status: "",
});
const origin = `http://127.0.0.1:${args.port}`;
const phones = openPhones(args.state);
let onCall: OnCall | null = null;

const site = makeSite(
	() => phonesTitle(phones.value),
	["tokens.css", "phone.css"],
	() => phonesPage(phones.value, onCall, { shop: args.shop, status: args.status }),
);

function settle(): void {
	phones.save();
	site.changed();
}

// What the browser gives to the app when a person switches paging on; the seed registers it.
site.on("GET", /^\/subscriptions$/, (_, response) => {
	const byOwner = phones.value.map((phone) => [
		phone.owner,
		subscriptionJson(`${origin}/push/${phone.seat}`, phone.keys),
	]);
	response
		.writeHead(200, { "content-type": "application/json" })
		.end(JSON.stringify(Object.fromEntries(byOwner)));
});

site.on("POST", /^\/push\/([A-Za-z0-9_-]+)$/, async (request, response, [seat]) => {
	const phone = phones.value.find((known) => known.seat === seat);
	const notice = await receivePush(phone, origin, request, response);
	if (!notice) return;
	settle();
	const [late] = await Promise.all([insteadOfLate(args.tocsin, notice), sendReceipt(args.tocsin, notice)]);
	if (late) Object.assign(notice, late);
	settle();
});

site.on("POST", /^\/phones\/([A-Za-z]+)\/(.+)$/, async (request, response, [owner, tag]) => {
	const answer = (await readForm(request)).get("answer");
	const phone = phones.value.find((known) => known.owner === owner);
	const notice = phone?.notices.find((known) => known.tag === tag);
	if (!phone || !notice) return backToPage(response);
	Object.assign(notice, await tell(answer, notice));
	if (answer !== "escalate") void keepTrying(notice);
	settle();
	backToPage(response);
});

function tell(answer: string | null, notice: Notice) {
	return answer === "escalate" ? passOn(args.tocsin, notice) : acknowledge(args.tocsin, notice);
}

/** As often as a service worker does while it is let live after a tap. */
const TRIES = 6;
const BETWEEN_MS = 4_000;

async function keepTrying(notice: Notice): Promise<void> {
	for (let tries = 0; tries < TRIES && notice.title === UNDELIVERED; tries++) {
		await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
		if (notice.title !== UNDELIVERED) return;
		Object.assign(notice, await acknowledge(args.tocsin, notice));
		settle();
	}
}

const DUTY_EVERY_MS = 15_000;
const DUTY_AGAIN_MS = 1_000;

/** Tocsin may still be starting, or be empty: then asked again soon. */
async function keepDuty(): Promise<void> {
	const before = JSON.stringify([...(onCall ?? [])]);
	onCall = await askOnCall(args.tocsin, args["admin-token-file"]);
	if (JSON.stringify([...(onCall ?? [])]) !== before) site.changed();
	setTimeout(() => void keepDuty(), onCall && onCall.size > 0 ? DUTY_EVERY_MS : DUTY_AGAIN_MS);
}
void keepDuty();

await site.listen(Number(args.port));
