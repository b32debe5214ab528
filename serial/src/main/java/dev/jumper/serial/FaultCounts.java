package dev.jumper.serial;

/// What a [FaultStream] has done so far in one direction.
///
/// @param bytes that came to it, lost ones included and doubled ones counted once
/// @param dropped bytes that got lost
/// @param garbled bytes that were changed
/// @param duplicated bytes that were doubled
/// @param stalls times that nothing passed for a while
/// @param cuts reads or writes that ended short
public record FaultCounts(long bytes, long dropped, long garbled, long duplicated, long stalls, long cuts) {
    /// Returns one line for a report.
    @Override
    public String toString() {
        return "%d bytes: %d dropped, %d garbled, %d duplicated, %d stalls, %d cut short"
                .formatted(bytes, dropped, garbled, duplicated, stalls, cuts);
    }
}
