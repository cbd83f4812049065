// The small page behind a tap. It reads on opening (and says that it was opened), then every 15 s, and changes something
// only when a button is pressed. A press that did not arrive is said to have not, and is tried again while the page is
// open; a press of the other button takes its place. An act keeps its place, is gone when it is void, and none takes a press within 600 ms of a change.
// `npm run docs` makes script.ts of this: the page is at most 5 KB. For the same reason its functions are
// arrows, and its elements are reached by the names that their ids have on the window: facts, title, seen,
// who, next, outcome, acts, go, ack, pass.
import {
	ALREADY_RESOLVED,
	acknowledgedBefore,
	acknowledgedBy,
	ESCALATION_CONTINUES,
	NO_DETAILS,
	NO_ONE_ELSE,
	NOT_ACKNOWLEDGED,
	pagesIn,
	pagingNow,
	resolvedNow,
	SECOND_NEEDED,
} from "../../platform/rules/phrases.ts";

const kept = sessionStorage;
const TRIGGERED = "triggered";
const ACKNOWLEDGED = "acknowledged";
let page;
let wanted;
let passed;
let busy;
let timer;

const start = () => {
	const token = /[#&]t=([^&]+)/.exec(location.hash)?.[1];
	if (token) {
		kept.page = token;
		kept.opened = kept.incident = "";
		history.replaceState(0, "", "p");
	}
	page = { state: TRIGGERED };
	passed = wanted = 0;
	say("");
	if (!kept.page) return over("No page to show", "Open it from the notification.");
	draw();
	if (!kept.opened)
		call("receipt", { event: "opened" }).then(
			(r) => {
				if (r.ok) kept.opened = 1;
			},
			() => 0,
		);
	load();
};

const call = (name, body) =>
	fetch(`/api/v1/page-actions/${name}`, {
		method: body && "POST",
		headers: { authorization: `Bearer ${kept.page}`, "content-type": "application/json" },
		body: JSON.stringify(body),
		signal: AbortSignal.timeout(8e3),
	});

const load = async () => {
	try {
		const r = await call("page");
		if (!refused(r)) show(await r.json());
	} catch {
		if (!page.title) put(who, NO_DETAILS);
	}
};

const refused = ({ ok, status }) => {
	if (status === 401) over("This page has expired", "It’s over a day old, or this device was removed.");
	else if (status === 409) over("You have a newer page", "Open the latest page.");
	else if (!ok) throw status;
	return !ok;
};

const over = (what, why) => {
	if (wanted) lost("");
	wanted = 0;
	page = {};
	put(title, what);
	put(who, why);
	for (const part of [facts, next, seen]) put(part, "");
	draw();
};

const show = (p) => {
	if (page.state !== p.state) {
		say("");
		hush();
	}
	page = p;
	kept.incident = p.incidentId;
	// Once it is over, the clock stands, what was seen is gone, and the title is said to be past.
	const ended = p.state === "resolved";
	const lasted = span((ended && until(p.resolvedAt)) - until(p.triggeredAt));
	facts.replaceChildren(
		make("b", p.severity, ended ? "" : p.severity),
		` ${p.service.name}${p.number ? ` · #${p.number}` : ""} · ${ended ? "lasted " : ""}${lasted}`,
	);
	ack.className = p.severity;
	put(title, ended ? resolvedNow(p.title) : p.title);
	put(
		who,
		p.state === TRIGGERED ? `${NOT_ACKNOWLEDGED}.` : ended ? "" : `${acknowledgedBy(p.acknowledgedBy.name)}.`,
	);
	seen.replaceChildren(
		...(ended ? [] : p.evidence.concat(p.runbook || []).map((one) => make("li", one.summary))),
	);
	draw();
	tick();
};

const draw = () => {
	const { state } = page;
	const { incident } = kept;
	reveal(ack, state === TRIGGERED);
	reveal(pass, !wanted && !passed && (state === TRIGGERED || state === ACKNOWLEDGED));
	go.href = incident ? `incidents/${incident}` : "./";
	put(go, incident ? "Open incident" : "Open Tocsin");
};

const reveal = (act, yes) => {
	act.style.visibility = yes ? "visible" : "";
};

const hush = () => {
	acts.inert = true;
	setTimeout(() => {
		acts.inert = false;
	}, 600);
};

const tick = () => {
	const { state, nextEscalation, nextUpdateDueAt: due } = page;
	put(next, state === ACKNOWLEDGED && due ? `Public update due ${clock(due).slice(0, 5)}.` : "");
	if (state !== TRIGGERED || !nextEscalation) return;
	const s = whole(until(nextEscalation.at));
	next.append(
		`${pagesIn(names(nextEscalation))} `,
		make("b", `${(s / 60) | 0}:${`${s % 60}`.padStart(2, 0)}`),
	);
};

const put = (part, text) => {
	part.textContent = text;
};

const make = (tag, textContent, className) =>
	Object.assign(document.createElement(tag), { textContent, className });
const names = ({ targets }) => targets.map((t) => t.name).join(", ");
const until = (at) => Date.parse(at) - Date.now();
const whole = (ms) => Math.max(0, Math.round(ms / 1e3));
const clock = (at) => new Date(at).toTimeString().slice(0, 8);
const span = (ms) => {
	const s = whole(ms);
	return s < 60 ? `${s} s` : `${(s / 60) | 0} min`;
};

const say = (text, tone) => {
	put(outcome, text);
	outcome.className = tone;
};

const lost = (why) => say(`Not delivered.${why} ${ESCALATION_CONTINUES}`, "bad");

const press = (verb, body) => {
	if (wanted.verb !== verb) wanted = { verb, at: Date.now(), to: page.nextEscalation, body };
	say("Sending…");
	send();
};

const send = async () => {
	if (!wanted || busy) return;
	const asked = wanted;
	busy = 1;
	clearTimeout(timer);
	draw();
	try {
		const r = await call(asked.verb, asked.body);
		if (!refused(r)) {
			const answer = await r.json();
			if (wanted === asked) told(asked, answer);
		}
	} catch {
		if (wanted) lost(" Retrying…");
		timer = setTimeout(send, 4e3);
	}
	busy = 0;
	if (wanted !== asked) send();
};

const told = (
	{ at, to },
	{ result, acknowledgedBy: known, by = known, state, at: since, nextEscalation: then },
) => {
	wanted = 0;
	passed = !result;
	hush();
	if (result && page.title) show({ ...page, state, acknowledgedBy: by, resolvedAt: since });
	else {
		page.state = state;
		draw();
		load();
	}
	// A level that comes later was not asked for by this press: then the ladder had gone on to the one named before.
	const paged = until(then?.at) < 5e3 ? then : to?.at !== then?.at && to;
	const ms = at - Date.parse(since);
	say(
		state === TRIGGERED
			? result
				? `${acknowledgedBy("you", clock(since))}, ${SECOND_NEEDED}.`
				: paged
					? `${pagingNow(names(paged))}.`
					: "Noted."
			: result === ACKNOWLEDGED
				? `${acknowledgedBy("you", clock(since))}. ${NO_ONE_ELSE}.`
				: state === ACKNOWLEDGED
					? `${acknowledgedBefore(by.name, ms >= 1e3 && span(ms))}.`
					: ALREADY_RESOLVED,
		"good",
	);
};

ack.onclick = () => press("acknowledge", { occurredAt: new Date() });
pass.onclick = () => press("escalate", {});
// biome-ignore lint/suspicious/noGlobalAssign: a handler of the window, by its short name: the page is at most 5 KB.
onhashchange = start;
// biome-ignore lint/suspicious/noGlobalAssign: as above.
ononline = () => (wanted ? send() : load());
setInterval(tick, 1e3);
setInterval(() => {
	if (!wanted && page.state) load();
}, 15e3);
start();
