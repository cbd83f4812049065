import { createSignal, onCleanup, Show, splitProps } from "solid-js";
import { Button, type ButtonProps } from "./button.tsx";

interface HoldButtonProps extends Omit<ButtonProps, "onClick"> {
	onConfirm(): void;
	holdMs?: number;
	/** Shown after a short tap, a key or a screen reader's click: a second press within 4 s confirms. */
	again?: string;
}

const SECOND_PRESS_MS = 4_000;

/**
 * Confirmed by holding it, so that a pocket or a half-asleep thumb does not. Without holding (keyboard, switch,
 * screen reader, or somebody who taps) it takes two presses and says so.
 */
export function HoldButton(props: HoldButtonProps) {
	const [own, rest] = splitProps(props, ["onConfirm", "holdMs", "again", "children", "class"]);
	const [isHolding, setHolding] = createSignal(false);
	const [asked, setAsked] = createSignal(false);
	let holding: ReturnType<typeof setTimeout> | undefined;
	let asking: ReturnType<typeof setTimeout> | undefined;
	let confirmed = false;
	const holdMs = () => own.holdMs ?? 600;

	const release = () => {
		clearTimeout(holding);
		setHolding(false);
	};
	const confirm = () => {
		release();
		clearTimeout(asking);
		setAsked(false);
		confirmed = true;
		// While it was held, somebody else may have done it.
		if (rest.disabled || rest.busy) return;
		own.onConfirm();
	};
	const grip = (event: PointerEvent) => {
		if (event.button !== 0 || rest.disabled || rest.busy) return;
		confirmed = false;
		setHolding(true);
		holding = setTimeout(confirm, holdMs());
	};
	const press = () => {
		if (confirmed) {
			confirmed = false;
			return;
		}
		if (asked()) return confirm();
		setAsked(true);
		clearTimeout(asking);
		asking = setTimeout(() => setAsked(false), SECOND_PRESS_MS);
	};
	onCleanup(() => {
		clearTimeout(holding);
		clearTimeout(asking);
	});
	const again = () => own.again ?? "Press again to confirm";
	return (
		<>
			<Button
				{...rest}
				class={`hold ${own.class ?? ""}`}
				data-held={isHolding() ? "" : undefined}
				ref={(element) => element.style.setProperty("--hold", `${holdMs()}ms`)}
				onPointerDown={grip}
				onPointerUp={release}
				onPointerLeave={release}
				onPointerCancel={release}
				onContextMenu={(event: Event) => event.preventDefault()}
				onClick={press}
			>
				<Show when={asked()} fallback={own.children}>
					{again()}
				</Show>
			</Button>
			<span class="unseen" role="status">
				{asked() ? again() : ""}
			</span>
		</>
	);
}
