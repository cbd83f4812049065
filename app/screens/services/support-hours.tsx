import { Show } from "solid-js";
import { Button } from "../../parts/button.tsx";
import { HoursFields, OFFICE_HOURS } from "../../parts/hours-fields.tsx";
import { ZoneField } from "../../parts/zone-field.tsx";
import { me } from "../../state/session.ts";
import type { Service } from "../../state/wire.ts";

type Hours = Service["supportHours"];

/** When a severity that keeps business hours is paged for this service; none: the team's hours. */
export function SupportHours(props: {
	value: Hours;
	wrong(pointer: string): string | undefined;
	onValue(next: Hours): void;
}) {
	const zone = () => props.value?.timeZone ?? me().value?.user.timeZone ?? "UTC";
	const take = (windows: NonNullable<Hours>["windows"]) =>
		props.onValue(windows.length === 0 ? null : { timeZone: zone(), windows });
	return (
		<div class="field">
			<p class="sub strong">Support hours</p>
			<p class="hint">
				A severity that pages in business hours waits for them, and pages again when they begin. None: the
				team’s business hours.
			</p>
			<Show
				when={props.value}
				fallback={<Button onClick={() => take([OFFICE_HOURS])}>Add support hours</Button>}
			>
				{(hours) => (
					<div class="stack">
						<HoursFields
							legend="On these days"
							restrictions={hours().windows}
							wrong={(pointer) => props.wrong(`/windows${pointer}`)}
							onRestrictions={take}
						/>
						<ZoneField
							label="Time zone of the support hours"
							value={hours().timeZone}
							error={props.wrong("/timeZone")}
							onValue={(timeZone) => props.onValue({ ...hours(), timeZone })}
						/>
					</div>
				)}
			</Show>
		</div>
	);
}
