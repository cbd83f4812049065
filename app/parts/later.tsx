import { type Component, createSignal, Show } from "solid-js";

/**
 * `preload` fetches the code, so that it is shown in the moment of the press that asks for it. It tells nobody when it
 * fails: that is told where it is to be shown.
 */
type LaterComponent<Props extends object> = Component<Props> & { preload(): void };
type Code<Props extends object> = { component: Component<Props> } | { error: unknown };

/**
 * A component whose code is fetched when it is first shown; `Waiting`, or nothing, stands there until then.
 *
 * In place of Solid's `lazy`, which makes the router work by transitions: when a signal changes during one (news, an
 * answer of the server), the address could become that of the next screen and the screen stay the one before, for good.
 * What could not be fetched is thrown where it is shown, for the `ErrorBoundary` there, and fetched again when it is
 * shown again.
 */
export function later<Props extends object>(
	load: () => Promise<{ default: Component<Props> }>,
	Waiting?: Component,
): LaterComponent<Props> {
	const [code, setCode] = createSignal<Code<Props>>();
	let isAsked = false;
	const ask = () => {
		if (isAsked) return;
		isAsked = true;
		setCode();
		load().then(
			({ default: component }) => setCode({ component }),
			(error) => {
				isAsked = false;
				setCode({ error });
			},
		);
	};
	const Later: Component<Props> = (props) => {
		ask();
		return (
			<Show when={code()} keyed fallback={Waiting ? <Waiting /> : null}>
				{(it) => {
					if ("error" in it) throw it.error;
					return <it.component {...props} />;
				}}
			</Show>
		);
	};
	return Object.assign(Later, { preload: ask });
}
