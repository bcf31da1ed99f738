-- What was handed to a carrier is taken away again when it certainly did not arrive or its time is over, and never changed.
select platform.deny('communications.attempt', 'update', 'truncate');
