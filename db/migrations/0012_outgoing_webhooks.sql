CREATE TABLE `incident_notices` (
	`incident_id` text NOT NULL,
	`seq` integer NOT NULL,
	`user_id` text NOT NULL,
	`what` text NOT NULL,
	`message` text NOT NULL,
	`attempts` integer NOT NULL,
	`claimed_until` integer NOT NULL,
	`settled_at` integer,
	`outcome` text,
	PRIMARY KEY(`incident_id`, `seq`, `user_id`)
);
--> statement-breakpoint
CREATE INDEX `incident_notices_waiting` ON `incident_notices` (`settled_at`,`claimed_until`);--> statement-breakpoint
CREATE TABLE `incident_tickets` (
	`incident_id` text PRIMARY KEY NOT NULL,
	`target_id` text NOT NULL,
	`marker` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`claimed_until` integer NOT NULL,
	`may_exist` integer NOT NULL,
	`requested_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `incident_tickets_waiting` ON `incident_tickets` (`state`,`claimed_until`);--> statement-breakpoint
CREATE TABLE `webhook_deliveries` (
	`webhook_id` text NOT NULL,
	`subject_id` text NOT NULL,
	`seq` integer NOT NULL,
	`type` text NOT NULL,
	`id` text NOT NULL,
	`at` integer NOT NULL,
	`data` text NOT NULL,
	`link` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`due_at` integer NOT NULL,
	`claimed_until` integer NOT NULL,
	`born_at` integer NOT NULL,
	`is_replay` integer NOT NULL,
	`last_attempt_at` integer,
	`last_status` integer,
	`last_reason` text,
	`last_took_ms` integer,
	PRIMARY KEY(`webhook_id`, `subject_id`, `seq`, `type`),
	FOREIGN KEY (`webhook_id`) REFERENCES `webhooks`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `webhook_deliveries_by_id` ON `webhook_deliveries` (`webhook_id`,`id`);--> statement-breakpoint
CREATE INDEX `webhook_deliveries_waiting` ON `webhook_deliveries` (`webhook_id`,`due_at`) WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX `webhook_deliveries_by_age` ON `webhook_deliveries` (`at`);--> statement-breakpoint
CREATE TABLE `webhook_notices` (
	`webhook_id` text NOT NULL,
	`user_id` text NOT NULL,
	`disabled_at` integer NOT NULL,
	`attempts` integer NOT NULL,
	`claimed_until` integer NOT NULL,
	`settled_at` integer,
	`outcome` text,
	PRIMARY KEY(`webhook_id`, `user_id`, `disabled_at`),
	FOREIGN KEY (`webhook_id`) REFERENCES `webhooks`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `webhook_notices_waiting` ON `webhook_notices` (`settled_at`,`claimed_until`);--> statement-breakpoint
ALTER TABLE `webhooks` ADD `previous_secret` text;--> statement-breakpoint
ALTER TABLE `webhooks` ADD `previous_until` integer;--> statement-breakpoint
ALTER TABLE `webhooks` ADD `state` text DEFAULT 'active' NOT NULL;--> statement-breakpoint
ALTER TABLE `webhooks` ADD `state_reason` text;--> statement-breakpoint
ALTER TABLE `webhooks` ADD `disabled_at` integer;--> statement-breakpoint
ALTER TABLE `webhooks` ADD `failures` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `webhooks` ADD `failing_since` integer;--> statement-breakpoint
ALTER TABLE `webhooks` ADD `next_try_at` integer DEFAULT 0 NOT NULL;