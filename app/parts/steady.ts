/**
 * For 600 ms a press is not taken where something else could be pressed just before. Whoever presses means what was
 * there when they decided to; what has arrived, moved, or changed its name since is not meant.
 *
 * It holds inside `data-steady` (its value says whose acts these are) and in sheets, and for the place beside a sheet,
 * which closes it. What a press changes elsewhere on the screen is meant: there only the place of the press itself is
 * protected. A press that began on one act does nothing to another that has come under the finger since.
 */
export const STEADY_MS = 600;

interface Standing {
	/** Whose and what: the same words about another incident are another act. */
	meaning: string;
	rect: DOMRect;
}
type Former = Standing & { until: number };

const PRESSABLE = "button, a[href], label, summary";
const SHEET = "dialog";
const STEADY = `[data-steady], ${SHEET}`;
/** Does nothing by itself. */
const CHOICE = "label";
/** Sub-pixels, and a button that shrinks a little while it is pressed, are no move. */
const STILL_PX = 3;
/** Nobody has aimed at what stood for less; while a screen comes in, to measure each frame of it makes a slow phone wait. */
const MEASURED_EVERY_MS = 100;
/** What changes this soon after a press or a key came by it. */
const OWN_MS = 150;

let standing = new Map<Element, Standing>();
/** What could be pressed a moment ago and is elsewhere, other or gone now. */
let former: Former[] = [];
let path = "";
/** How far the page and each sheet were scrolled: a press may come before the browser has told of the scrolling. */
let scrolledTo = new Map<Element, number>();
/** Whoever scrolls, presses or types expects things to move. */
let isOwnMove = false;
let ownUntil = 0;
let swallowed = false;
/** What the finger or the pointer went down on, until its press has come. */
let began: Element | null = null;

/** Once, at the start. */
export function startSteadyHand(): void {
	let isComing = false;
	let last = 0;
	const measureNow = () => {
		isComing = false;
		last = performance.now();
		measure();
	};
	const measureSoon = () => {
		if (isComing) return;
		isComing = true;
		const wait = last + MEASURED_EVERY_MS - performance.now();
		if (wait > 0) setTimeout(measureNow, wait);
		else requestAnimationFrame(measureNow);
	};
	const changed = () => {
		isOwnMove ||= performance.now() < ownUntil;
		measureSoon();
	};
	new MutationObserver(changed).observe(document.body, {
		...{ subtree: true, childList: true, characterData: true },
		attributeFilter: ["class", "open", "disabled", "aria-label", "href", "data-steady"],
	});
	addEventListener("resize", measureSoon);
	const scrolled = () => {
		isOwnMove = true;
	};
	addEventListener("scroll", scrolled, { capture: true, passive: true });
	addEventListener("input", written, { capture: true });
	addEventListener("pointerdown", down, { capture: true });
	addEventListener("pointercancel", forgetPress, { capture: true });
	addEventListener("click", press, { capture: true });
}

function down(event: PointerEvent): void {
	const act = pressable(event.target);
	began = event.target instanceof Element ? event.target : null;
	swallowed = act !== null && isUnsteady(act, event.clientX, event.clientY);
	if (swallowed) event.stopImmediatePropagation();
}

/** A finger that scrolls presses nothing. */
function forgetPress(): void {
	began = null;
}

function press(event: MouseEvent): void {
	const act = pressable(event.target);
	const from = began;
	began = null;
	if (!act) return;
	// A key, a shortcut and a screen reader press the middle.
	const isByPointer = event.detail > 0;
	const { left, top, width, height } = act.getBoundingClientRect();
	const [x, y] = isByPointer ? [event.clientX, event.clientY] : [left + width / 2, top + height / 2];
	const isTooSoon =
		isUnsteady(act, x, y) || (isByPointer && (swallowed || (from !== null && isElsewhere(from, act))));
	if (isByPointer) swallowed = false;
	if (!isTooSoon) {
		own();
		// Whoever has pressed elsewhere since has seen what is there now.
		former = former.filter((one) => holds(one.rect, x, y));
		return remember({ meaning: meaningOf(act), rect: act.getBoundingClientRect() });
	}
	event.preventDefault();
	event.stopImmediatePropagation();
}

/** Whoever writes or chooses has seen what is there now, as after a press elsewhere. */
function written(): void {
	own();
	former = [];
}

function own(): void {
	ownUntil = performance.now() + OWN_MS;
}

/** The act at a place; beside a sheet, where the sheet itself is met, that is to close it. */
function pressable(target: EventTarget | null): Element | null {
	if (!(target instanceof Element)) return null;
	return target.closest(PRESSABLE) ?? (target.matches(SHEET) ? target : null);
}

/** Whether a press that began at `from` would now do what `act` does, though it began on something else. */
function isElsewhere(from: Element, act: Element): boolean {
	if (act.contains(from) || !act.closest(STEADY)) return false;
	const former = pressable(from);
	return former === null || meaningOf(former) !== meaningOf(act);
}

/** Whether something else could be pressed at this point a moment ago. */
function isUnsteady(act: Element, x: number, y: number): boolean {
	measure();
	if (!act.closest(STEADY) || act.matches(CHOICE)) return false;
	const meaning = meaningOf(act);
	return former.some((one) => one.meaning !== meaning && holds(one.rect, x, y));
}

/** Compares what can be pressed now with what could be before; whatever was elsewhere or other is remembered. */
function measure(): void {
	const now = performance.now();
	former = former.filter((one) => one.until > now);
	const before = standing;
	standing = whatStands();
	const isOwn = isOwnMove || path !== location.pathname || hasScrolled();
	isOwnMove = false;
	path = location.pathname;
	if (isOwn) return;
	for (const [act, was] of before) {
		const is = standing.get(act);
		if (!is || is.meaning !== was.meaning || !isSame(is.rect, was.rect)) remember(was);
	}
}

/** Since this was last asked. A sheet that has just opened has not been scrolled. */
function hasScrolled(): boolean {
	const before = scrolledTo;
	const all = [document.documentElement, ...document.querySelectorAll(SHEET)];
	scrolledTo = new Map(all.map((one) => [one, one.scrollTop]));
	return all.some((one) => before.has(one) && before.get(one) !== one.scrollTop);
}

/** Everything that can be pressed where it is seen: what lies under a bar or a sheet cannot. */
function whatStands(): Map<Element, Standing> {
	const found = new Map<Element, Standing>();
	for (const act of document.querySelectorAll(PRESSABLE)) {
		const rect = act.getBoundingClientRect();
		if (rect.width === 0 || rect.bottom < 0 || rect.top > innerHeight) continue;
		const hit = document.elementFromPoint(rect.x + rect.width / 2, rect.y + rect.height / 2);
		if (hit && act.contains(hit)) found.set(act, { meaning: meaningOf(act), rect });
	}
	return found;
}

const remember = (was: Standing): void => void former.push({ ...was, until: performance.now() + STEADY_MS });

function meaningOf(act: Element): string {
	if (act.matches(SHEET)) return `beside ${act.getAttribute("aria-labelledby")}`;
	const whose = act.closest<HTMLElement>("[data-steady]")?.dataset.steady ?? "";
	return `${whose} ${act.getAttribute("href") ?? act.getAttribute("aria-label") ?? act.textContent}`;
}

const holds = (rect: DOMRect, x: number, y: number): boolean =>
	x >= rect.left && x <= rect.right && y >= rect.top && y <= rect.bottom;

const isSame = (a: DOMRect, b: DOMRect): boolean =>
	Math.abs(a.x - b.x) < STILL_PX &&
	Math.abs(a.y - b.y) < STILL_PX &&
	Math.abs(a.right - b.right) < STILL_PX &&
	Math.abs(a.bottom - b.bottom) < STILL_PX;
