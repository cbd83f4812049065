import { createSignal, For } from "solid-js";
import { Button } from "../parts/button.tsx";
import { Segmented, SelectField, Switch, TextArea, TextField } from "../parts/field.tsx";
import { HoldButton } from "../parts/hold-button.tsx";
import { Icon } from "../parts/icon.tsx";
import { Sheet } from "../parts/sheet.tsx";
import { showToast } from "../parts/toast.tsx";

export function Buttons() {
	return (
		<div class="stack">
			<Button kind="primary" severity="P1" wide>
				Acknowledge
			</Button>
			<Button kind="primary" severity="P1" busy="Sending…" wide>
				Acknowledge
			</Button>
			<div class="line">
				<Button kind="primary" class="grow">
					Verify and resolve
				</Button>
				<Button kind="primary" round aria-label="More">
					<Icon name="more" />
				</Button>
			</div>
			<Button kind="primary" severity="P1" wide disabled>
				Declare and page
			</Button>
			<div class="line">
				<For each={["brass", "plain", "quiet", "danger"] as const}>
					{(kind) => (
						<Button kind={kind} disabled>
							Not now
						</Button>
					)}
				</For>
			</div>
			<div class="line">
				<Button kind="brass">Add monitor</Button>
				<Button>Take over</Button>
				<Button kind="quiet">I can’t take it</Button>
			</div>
			<div class="line">
				<Button kind="brass" busy="Checking…">
					Check
				</Button>
				<Button round aria-label="Close">
					<Icon name="close" />
				</Button>
			</div>
			<div class="abreast">
				<Button kind="danger">End this session</Button>
				<HoldButton kind="danger" onConfirm={() => showToast("Removed")}>
					Hold to remove
				</HoldButton>
			</div>
		</div>
	);
}

export function Fields() {
	const [name, setName] = createSignal("Bedside");
	return (
		<div class="stack wide">
			<TextField
				label="Name of this device"
				value={name()}
				onValue={setName}
				hint="You see it when you are paged."
			/>
			<TextField
				label="Address to watch"
				type="url"
				inputmode="url"
				placeholder="https://"
				value=""
				onValue={() => {}}
			/>
			<TextField
				label="Address to watch"
				value="http://10.0.0.4/"
				onValue={() => {}}
				error="This address is private. Tocsin calls public addresses only."
			/>
			<TextField label="E-mail" value="ana@shop.example" onValue={() => {}} disabled />
			<SelectField
				label="Service"
				value="checkout"
				onValue={() => {}}
				options={[
					{ value: "checkout", name: "Checkout" },
					{ value: "search", name: "Search" },
				]}
			/>
			<TextArea label="Note" value="" placeholder="What do you see?" onValue={() => {}} />
		</div>
	);
}

export function Segments() {
	const [severity, setSeverity] = createSignal("P2");
	const [taps, setTaps] = createSignal(true);
	return (
		<div class="stack">
			<Segmented
				label="Severity"
				value={severity()}
				onValue={setSeverity}
				options={["P1", "P2", "P3", "P4"].map((value) => ({ value, name: value }))}
			/>
			<div class="card">
				<Switch
					label="Tapping a page acknowledges it"
					hint="Otherwise a tap opens it, with one large button."
					checked={taps()}
					onValue={setTaps}
				/>
				<Switch label="Alarms at night only" checked={false} onValue={() => {}} />
			</div>
		</div>
	);
}

export function Sheets() {
	const [open, setOpen] = createSignal(false);
	return (
		<div class="abreast">
			<Button onClick={() => setOpen(true)}>Open the sheet</Button>
			<Button onClick={() => showToast("Renamed to Bedside", () => {})}>Say something</Button>
			<Sheet
				open={open()}
				title="Change severity"
				onClose={() => setOpen(false)}
				acts={
					<>
						<Button kind="primary" wide onClick={() => setOpen(false)}>
							Make it P1
						</Button>
						<Button kind="quiet" wide onClick={() => setOpen(false)}>
							Leave it at P2
						</Button>
					</>
				}
			>
				<Segmented
					label="Severity"
					value="P1"
					onValue={() => {}}
					options={["P1", "P2", "P3", "P4"].map((value) => ({ value, name: value }))}
				/>
				<p class="sub">P1 pages the backup and the whole team at once, and is public at once.</p>
				<TextField label="Reason" value="" onValue={() => {}} placeholder="Payments fail too" />
			</Sheet>
		</div>
	);
}
