import { createSignal, For, Show } from "solid-js";
import "./toast.css";

interface Said {
	id: number;
	text: string;
	undo?: () => void;
	about?: string;
	saidAt: number;
}

const SHOWN_MS = 6_000;
const UNDO_MS = 10_000;
/** What was said this shortly before its screen was left was said about leaving it. */
const PARTING_MS = 1_000;
const [said, setSaid] = createSignal<Said[]>([]);
const leaving = new Map<number, ReturnType<typeof setTimeout>>();
let last = 0;

/**
 * Says that something is done: "Renamed to Bedside". With `undo` it stays 10 s, else 6 s; never for what failed. What was
 * said `about` the same before goes: it is no longer so.
 */
export function showToast(text: string, undo?: () => void, about?: string): void {
	const id = ++last;
	const others = said().filter((toast) => about === undefined || toast.about !== about);
	setSaid([...others.slice(-1), { id, text, undo, about, saidAt: performance.now() }]);
	stay(id, undo ? UNDO_MS : SHOWN_MS);
}

/** A screen was left: what was said on it goes with it, but not the way back. */
export function leaveToasts(): void {
	const isPast = (toast: Said) => !toast.undo && performance.now() - toast.saidAt > PARTING_MS;
	for (const toast of said()) if (isPast(toast)) leave(toast.id);
}

/** Where they appear; the frame holds one. They wait while the pointer or the focus is on them. */
export function Toasts() {
	return (
		<div class="toasts" role="status">
			<For each={said()}>
				{(toast) => (
					<div
						class="toast"
						onPointerEnter={() => clearTimeout(leaving.get(toast.id))}
						onPointerLeave={() => stay(toast.id, SHOWN_MS)}
						onFocusIn={() => clearTimeout(leaving.get(toast.id))}
						onFocusOut={() => stay(toast.id, SHOWN_MS)}
					>
						<p>{toast.text}</p>
						<Show when={toast.undo}>
							<button
								type="button"
								onClick={() => {
									toast.undo?.();
									leave(toast.id);
								}}
							>
								Undo
							</button>
						</Show>
					</div>
				)}
			</For>
		</div>
	);
}

function stay(id: number, forMs: number): void {
	clearTimeout(leaving.get(id));
	leaving.set(
		id,
		setTimeout(() => leave(id), forMs),
	);
}

function leave(id: number): void {
	leaving.delete(id);
	setSaid((before) => before.filter((toast) => toast.id !== id));
}
