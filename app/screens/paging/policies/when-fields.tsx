import { For, Show } from "solid-js";
import { SEVERITIES, type Severity } from "../../../../worker/paging/rules/severity.ts";
import { Button } from "../../../parts/button.tsx";
import { HoursFields, OFFICE_HOURS } from "../../../parts/hours-fields.tsx";
import { ZoneField } from "../../../parts/zone-field.tsx";
import { me } from "../../../state/session.ts";
import type { LevelDraft } from "./policy-draft.ts";

type When = LevelDraft["when"];
type Hours = NonNullable<NonNullable<When>["hours"]>;

/** At which hours, and for which severities, a level pages; neither: always. */
export function WhenFields(props: {
	value: When;
	wrong(pointer: string): string | undefined;
	onWhen(next: When): void;
}) {
	const zone = () => props.value?.hours?.timeZone ?? me().value?.user.timeZone ?? "UTC";
	const put = (change: Partial<NonNullable<When>>) => {
		const { hours, severities } = { ...props.value, ...change };
		const next = { ...(hours && { hours }), ...(severities && { severities }) };
		props.onWhen(Object.keys(next).length === 0 ? undefined : next);
	};
	const windows = (next: Hours["windows"]) =>
		put({ hours: next.length === 0 ? undefined : { timeZone: zone(), windows: next } });
	const isFor = (severity: Severity) => props.value?.severities?.includes(severity) ?? true;
	const toggle = (severity: Severity) => {
		const next = SEVERITIES.filter((one) => (one === severity ? !isFor(one) : isFor(one)));
		put({ severities: next.length === 0 || next.length === SEVERITIES.length ? undefined : next });
	};
	return (
		<details open={props.value !== undefined}>
			<summary>Only at certain hours or severities</summary>
			<div class="stack wide">
				<p class="hint">Otherwise the level is skipped, and the next one is paged at once.</p>
				<fieldset class="stack">
					<legend class="sub">For these severities</legend>
					<div class="line weekdays">
						<For each={SEVERITIES}>
							{(severity) => (
								<label class="line">
									<input
										class="pick"
										type="checkbox"
										checked={isFor(severity)}
										onChange={() => toggle(severity)}
									/>
									{severity}
								</label>
							)}
						</For>
					</div>
				</fieldset>
				<Show
					when={props.value?.hours}
					fallback={<Button onClick={() => windows([OFFICE_HOURS])}>Only at certain hours</Button>}
				>
					{(hours) => (
						<>
							<HoursFields
								legend="Only on these days"
								restrictions={hours().windows}
								wrong={(pointer) => props.wrong(`/hours/windows${pointer}`)}
								onRestrictions={windows}
							/>
							<ZoneField
								label="Time zone of these hours"
								value={hours().timeZone}
								error={props.wrong("/hours/timeZone")}
								onValue={(timeZone) => put({ hours: { ...hours(), timeZone } })}
							/>
						</>
					)}
				</Show>
			</div>
		</details>
	);
}
