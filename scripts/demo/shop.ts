/**
 * The sample shop: four services with a health address each, a page that breaks and mends them, and a receiver that
 * Tocsin can ask to restart one.
 */
import { readArgs } from "./parts/args.ts";
import { backToPage, makeSite, readForm } from "./parts/site.ts";
import { answerHealth, type Visit } from "./shop/health.ts";
import { shopPage, shopTitle } from "./shop/page.ts";
import { restarting } from "./shop/restart.ts";
import { readSecrets } from "./shop/secrets.ts";
import { isHealth, isServiceKey, openShop, SERVICES, type ServiceKey } from "./shop/services.ts";

const args = readArgs({
	port: null,
	state: null,
	phones: "",
	status: "",
});
const shop = openShop(args.state, Date.now());
const visits = new Map<ServiceKey, Visit[]>();
const KEPT_VISITS = 20;

const site = makeSite(
	() => shopTitle(shop.value),
	["tokens.css", "shop.css"],
	() => shopPage(shop.value, visits, { phones: args.phones, status: args.status }),
);

site.on("GET", /^\/health\/([a-z]+)$/, async (request, response, [key]) => {
	if (!isServiceKey(key)) return void response.writeHead(404).end();
	const region = request.headers["tocsin-region"]?.toString() ?? null;
	visits.set(key, [...(visits.get(key) ?? []), { at: Date.now(), region }].slice(-KEPT_VISITS));
	site.changed();
	await answerHealth(shop.value[key].health, SERVICES[key].name, request, response);
});

site.on("POST", /^\/services\/([a-z]+)$/, async (request, response, [key]) => {
	const health = (await readForm(request)).get("health");
	if (!isServiceKey(key) || !isHealth(health)) return void response.writeHead(422).end();
	shop.value[key] = { health, since: Date.now() };
	shop.save();
	site.changed();
	backToPage(response);
});

const takeRestart = restarting((key) => {
	shop.value[key] = { health: "well", since: Date.now(), restarted: true };
	shop.save();
	site.changed();
});

site.on("POST", /^\/restart\/([a-z]+)$/, async (request, response, [key]) => {
	if (!isServiceKey(key)) return void response.writeHead(404).end();
	const { status, body } = await takeRestart(request, key, readSecrets(args.state)[key]?.secret);
	response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
});

await site.listen(Number(args.port));
