/**
 * The script of the demo's pages. Parts with `data-rev` are replaced when the server tells another content; forms are
 * sent without leaving the page. Without this script everything works by reloading.
 */
const parser = new DOMParser();

async function refresh(response = fetch("/")): Promise<void> {
	const fresh = parser.parseFromString(await (await response).text(), "text/html");
	if (document.title !== fresh.title) document.title = fresh.title;
	for (const list of fresh.querySelectorAll("[data-list]")) syncList(list);
	for (const part of fresh.querySelectorAll("[data-rev]")) syncPart(part);
	tellTimes();
}

/** Brings a list into the server's order: new parts come in, those that are gone go, the others are left alone. */
function syncList(fresh: Element): void {
	const list = document.getElementById(fresh.id);
	if (!list) return;
	const wanted = [...fresh.children].map((part) => document.getElementById(part.id) ?? part);
	for (const child of [...list.children]) if (!wanted.includes(child)) child.remove();
	wanted.forEach((part, i) => {
		if (list.children[i] !== part) list.insertBefore(part, list.children[i] ?? null);
	});
}

/** Replaces a part of another revision; what a person has open in it, and where the focus is, stays. */
function syncPart(fresh: Element): void {
	const part = document.getElementById(fresh.id);
	if (!part || part === fresh || part.getAttribute("data-rev") === fresh.getAttribute("data-rev")) return;
	const opened = [...part.querySelectorAll("details[open]")].map((details) => details.id);
	const focusId = part.contains(document.activeElement) ? document.activeElement?.id : null;
	fresh.classList.add("replaced");
	part.replaceWith(fresh);
	for (const id of opened) document.getElementById(id)?.setAttribute("open", "");
	if (focusId === null) return;
	const target = (focusId && document.getElementById(focusId)) || fresh;
	if (target instanceof HTMLElement) target.focus();
}

/** Every time in the reader's zone: `data-clock` and `data-today` are now, `data-ago` counts, `data-until` names the day. */
function tellTimes(): void {
	for (const time of document.querySelectorAll("time")) {
		const text = told(time, Date.parse(time.dateTime));
		if (time.textContent !== text) time.textContent = text;
	}
}

function told(time: HTMLTimeElement, at: number): string {
	if (time.hasAttribute("data-clock")) return clock(Date.now());
	if (time.hasAttribute("data-today")) return day(Date.now());
	if (time.hasAttribute("data-ago")) return ago(Date.now() - at);
	if (time.hasAttribute("data-until")) return `${weekday(at)} ${clock(at)}`;
	return clock(at, true);
}

function clock(at: number, withSeconds = false): string {
	const seconds = withSeconds ? { second: "2-digit" as const } : {};
	return new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", ...seconds }).format(at);
}

function day(at: number): string {
	return new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long" }).format(at);
}

function weekday(at: number): string {
	return new Intl.DateTimeFormat("en-GB", { weekday: "long" }).format(at);
}

function ago(ms: number): string {
	const seconds = Math.max(0, Math.round(ms / 1_000));
	if (seconds < 2) return "now";
	if (seconds < 60) return `${seconds} s ago`;
	if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ago`;
	return `${Math.floor(seconds / 3_600)} h ago`;
}

document.addEventListener("submit", (event) => {
	if (!(event.target instanceof HTMLFormElement)) return;
	event.preventDefault();
	const button = event.submitter instanceof HTMLButtonElement ? event.submitter : null;
	const body = new URLSearchParams([...new FormData(event.target, button)].map(([k, v]) => [k, String(v)]));
	if (button) button.setAttribute("aria-busy", "true");
	refresh(fetch(event.target.action, { method: "POST", body })).catch(() =>
		button?.removeAttribute("aria-busy"),
	);
});

const changes = new EventSource("/changes");
changes.addEventListener("changed", () => void refresh().catch(() => {}));
// After a break in the line something may have been missed.
changes.addEventListener("open", () => void refresh().catch(() => {}));
changes.addEventListener("error", () => document.documentElement.classList.add("offline"));
changes.addEventListener("open", () => document.documentElement.classList.remove("offline"));
setInterval(tellTimes, 1_000);
tellTimes();
