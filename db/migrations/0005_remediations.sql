CREATE TABLE `settings` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`remediations_stopped` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `remediation_runs` (
	`id` text PRIMARY KEY NOT NULL,
	`remediation_id` text NOT NULL,
	`incident_id` text NOT NULL,
	`turn` integer NOT NULL,
	`claimed_at` integer NOT NULL,
	`until_at` integer NOT NULL,
	`finished_at` integer,
	`result` text
);
--> statement-breakpoint
CREATE INDEX `remediation_runs_by_turn` ON `remediation_runs` (`remediation_id`,`turn`);--> statement-breakpoint
CREATE INDEX `remediation_runs_by_age` ON `remediation_runs` (`claimed_at`);--> statement-breakpoint
CREATE TABLE `remediations` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`name` text NOT NULL,
	`service_id` text NOT NULL,
	`url` text NOT NULL,
	`secret` text NOT NULL,
	`mode` text NOT NULL,
	`timeout_seconds` integer NOT NULL,
	`max_runs` integer NOT NULL,
	`max_runs_per_hour` integer NOT NULL,
	`cool_down_seconds` integer NOT NULL,
	`verify_seconds` integer NOT NULL,
	`before_paging_seconds` integer NOT NULL,
	`during_maintenance` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `remediations_by_service` ON `remediations` (`service_id`);