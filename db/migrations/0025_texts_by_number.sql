ALTER TABLE `contact_methods` ADD `number_hash` text;--> statement-breakpoint
ALTER TABLE `contact_methods` ADD `state_reason` text;--> statement-breakpoint
CREATE UNIQUE INDEX `contact_methods_by_number` ON `contact_methods` (`number_hash`) WHERE state = 'active';