CREATE TABLE `__new_occupations` (
	`resource` text NOT NULL,
	`date` text NOT NULL,
	`booking_id` text NOT NULL,
	`busy_from` integer NOT NULL,
	`busy_until` integer NOT NULL,
	`quantity` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`booking_id`, `resource`)
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `__new_occupations`("resource", "date", "booking_id", "busy_from", "busy_until", "quantity") SELECT "resource", "date", "booking_id", "busy_from", "busy_until", "quantity" FROM `occupations`;--> statement-breakpoint
DROP TABLE `occupations`;--> statement-breakpoint
ALTER TABLE `__new_occupations` RENAME TO `occupations`;--> statement-breakpoint
CREATE INDEX `occupations_of_equipment` ON `occupations` (`resource`,`date`) WHERE substr(resource, 1, 10) = 'equipment:';--> statement-breakpoint
DROP INDEX `bookings_by_series`;--> statement-breakpoint
DROP INDEX `bookings_by_uid`;--> statement-breakpoint
DROP INDEX `bookings_by_facilitator`;--> statement-breakpoint
DROP INDEX `bookings_by_import`;--> statement-breakpoint
CREATE INDEX `bookings_by_series` ON `bookings` (`series`,`date`) WHERE series IS NOT NULL;--> statement-breakpoint
CREATE INDEX `bookings_by_uid` ON `bookings` (`uid`) WHERE uid IS NOT NULL;--> statement-breakpoint
CREATE INDEX `bookings_by_facilitator` ON `bookings` (`facilitator`,`date`) WHERE facilitator IS NOT NULL;--> statement-breakpoint
CREATE INDEX `bookings_by_import` ON `bookings` (`import_id`) WHERE import_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `messages_open` ON `entities` (`circle`,`type`,`id`) WHERE type = 'messages' AND json_extract(facets, '$.what.kind') = 'task' AND json_extract(facets, '$.done.done') IS NOT 1;--> statement-breakpoint
CREATE INDEX `messages_by_booking` ON `entities` (`circle`,facets ->> '$.what.booking',`id`) WHERE type = 'messages';--> statement-breakpoint
CREATE INDEX `entities_with_rivals` ON `entities` (`type`,`id`,`circle`) WHERE rivals IS NOT NULL;