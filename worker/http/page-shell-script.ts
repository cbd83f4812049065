/**
 * What the small page does. It reads on opening (and says that it was opened), and changes something only when a
 * button is pressed. A press that did not arrive is said to have not, and tried again until it does.
 */
const SCRIPT = `
const $ = (id) => document.getElementById(id), put = (id, text) => ($(id).textContent = text), kept = sessionStorage;
let page, wanted, busy, timer;
function start() {
	const [, token] = /[#&]t=([^&]+)/.exec(location.hash) || [];
	if (token) {
		kept.page = token;
		kept.opened = "";
		history.replaceState(null, "", location.pathname);
	}
	page = wanted = 0;
	say("");
	if (!kept.page) return over("No page is open here", "Open it from its notification.");
	$("acts").hidden = false;
	free(true);
	kept.opened || call("receipt", { event: "opened" }).then((r) => r.ok && (kept.opened = 1), () => 0);
	load();
}
function call(name, body) {
	return fetch("/api/v1/page-actions/" + name, {
		method: body ? "POST" : "GET",
		headers: { authorization: "Bearer " + kept.page, "content-type": "application/json" },
		body: body && JSON.stringify(body),
		signal: AbortSignal.timeout(8e3),
	});
}
async function load() {
	try {
		const r = await call("page");
		if (!refused(r)) show(await r.json());
	} catch {
		page || put("who", "Details cannot be loaded. You can still acknowledge.");
	}
}
function refused({ ok, status }) {
	if (status == 401 || status == 409) over("This page is too old", "It expired, or the incident moved on. Open the newest notification.");
	else if (!ok) throw status;
	return !ok;
}
function over(title, why) {
	wanted = page = 0;
	put("title", title);
	put("who", why);
	put("facts", put("next", ""));
	$("acts").hidden = true;
}
function show(p) {
	page = p;
	$("facts").replaceChildren(bold(p.severity, p.severity), " " + p.service.name + " · #" + p.number + " · for " + span(Date.now() - Date.parse(p.triggeredAt)));
	$("ack").className = p.severity;
	put("title", (document.title = p.title));
	put("who", p.state == "resolved" ? "It is resolved." : p.state == "triggered" ? "Nobody has it yet." : name(p.acknowledgedBy) + " has it.");
	free(!wanted);
	tick();
}
function free(yes) {
	$("ack").disabled = !yes || (page.state || "triggered") != "triggered";
	$("pass").disabled = !yes || page.state == "resolved";
}
function tick() {
	const next = page.state == "triggered" && page.nextEscalation;
	put("next", "");
	if (!next) return;
	const s = whole(Date.parse(next.at) - Date.now());
	const who = next.targets.flatMap((t) => t.name || []).join(", ") || "level " + next.level;
	$("next").append("Pages " + who + " in ", bold(Math.floor(s / 60) + ":" + String(s % 60).padStart(2, 0)));
}
const bold = (textContent, className = "") => Object.assign(document.createElement("b"), { textContent, className });
const name = (actor) => (actor ? actor.name : "Somebody");
const whole = (ms) => Math.max(0, Math.round(ms / 1e3));
function span(ms) {
	const s = whole(ms);
	return s < 60 ? s + " s" : s < 5400 ? Math.floor(s / 60) + " min" : Math.round(s / 3600) + " h";
}
function say(text, tone = "") {
	put("outcome", text);
	$("outcome").className = tone;
}
function press(verb) {
	wanted = { verb, at: Date.now(), body: verb == "escalate" ? {} : { occurredAt: new Date().toISOString() } };
	say("Sending …");
	send();
}
async function send() {
	if (!wanted || busy) return;
	busy = 1;
	clearTimeout(timer);
	free();
	try {
		const { verb, at, body } = wanted, r = await call(verb, body);
		if (!refused(r)) {
			wanted = 0;
			told(at, await r.json());
		}
	} catch {
		if (wanted) say("Not delivered – the escalation continues. Trying again …", "bad");
		timer = setTimeout(send, 4e3);
	}
	busy = 0;
}
function told(at, { result, by, state, at: since }) {
	result && page ? show({ ...page, state, acknowledgedBy: by }) : load();
	say(
		!result ? "Passed on: the next level is paged now."
		: result == "acknowledged" ? "Acknowledged by you. Nobody else is paged."
		: result == "already_resolved" ? "Already resolved. Nothing is left to do."
		: name(by) + " acknowledged " + (at < (since = Date.parse(since)) ? "meanwhile." : span(at - since) + " before you."),
		"good");
}
$("ack").onclick = () => press("acknowledge");
$("pass").onclick = () => press("escalate");
onhashchange = start;
ononline = () => (wanted ? send() : page || load());
setInterval(tick, 1e3);
start();
`;

const TEXT_OR_OPERATOR = /("[^"]*")|\s*([-=+*?:,;!&|<>(){}]+)\s*/g;

/** Without the blanks that only the reader of this file needs; texts, all in double quotes, keep theirs. */
export const SHELL_SCRIPT = SCRIPT.trim().replace(TEXT_OR_OPERATOR, (_, text, operator) => text ?? operator);
