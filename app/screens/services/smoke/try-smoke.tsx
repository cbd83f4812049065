import { createSignal, Show } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { Notice } from "../../../parts/states.tsx";
import { api, CHECKING_PATIENCE_MS } from "../../../state/api.ts";
import { type Sending, sending } from "../../../state/sending.ts";
import type { List } from "../../../state/wire.ts";
import { CheckList } from "../../monitoring/check-list.tsx";
import type { RegionCheck } from "../../monitoring/probe.ts";
import type { SmokeCheck } from "./smoke-draft.ts";

export interface Trying {
	sending: Sending;
	/** What each region saw; undefined before the first try. */
	seen(): RegionCheck[] | undefined;
}

/** Runs a check as it is typed, once from every region. Nothing is saved. */
export function trying(check: () => SmokeCheck): Trying {
	const [seen, setSeen] = createSignal<RegionCheck[]>();
	const run = sending(
		() => {
			setSeen(undefined);
			const { request, expect, timeoutSeconds } = check();
			const { url: target, ...rest } = request;
			const body = { kind: "http", target, timeoutSeconds, request: rest, expect };
			return api<List<RegionCheck>>("POST", "/monitors/probe", body, { patienceMs: CHECKING_PATIENCE_MS });
		},
		({ items }) => setSeen(items),
	);
	return { seen, sending: run };
}

/** The probe calls the address by another name. */
export const wrongInTry = ({ sending: run }: Trying, pointer: string): string | undefined =>
	run.wrong(pointer === "/request/url" ? "/target" : pointer);

export function TrySmoke(props: { of: Trying; onTry(): void }) {
	const press = () => {
		props.onTry();
		void props.of.sending.send();
	};
	return (
		<div class="stack">
			<Button wide busy={props.of.sending.busy() && "Checking…"} onClick={press}>
				Try it now
			</Button>
			<div role="status" class="stack">
				<Show when={props.of.seen()}>
					{(checks) => (
						<Show when={checks().length > 0} fallback={<Notice>No region answered in time.</Notice>}>
							<CheckList label="What each region saw" checks={checks()} />
						</Show>
					)}
				</Show>
			</div>
			<Show when={props.of.sending.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
		</div>
	);
}
