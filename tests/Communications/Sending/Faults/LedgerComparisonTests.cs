namespace WorkWell.Communications.Tests.Sending.Faults;

/// <summary>The comparison finds each kind of difference.</summary>
public sealed class LedgerComparisonTests
{
    [Fact]
    public void What_arrived_once_and_is_recorded_as_sent_is_clean() => Assert.True(Compare([new("a", "ref-a", "sent", null)], ["ref-a"]).IsClean);

    [Fact]
    public void What_is_recorded_as_sent_and_did_not_arrive_is_lost() => Assert.Single(Compare([new("a", "ref-a", "sent", null)], []).Lost);

    [Fact]
    public void What_is_not_in_the_database_is_lost() => Assert.Single(Compare([], []).Lost);

    [Theory]
    [InlineData("queued")]
    [InlineData("sending")]
    public void What_never_comes_to_rest_is_lost(string state) => Assert.Single(Compare([new("a", "ref-a", state, null)], []).Lost);

    [Fact]
    public void What_arrived_twice_is_found() => Assert.Single(Compare([new("a", "ref-a", "sent", null)], ["ref-a", "ref-a"]).Twice);

    [Fact]
    public void What_arrived_twice_under_two_references_because_its_key_was_not_kept_is_found() =>
        Assert.Single(Compare([new("a", "ref-a", "sent", null), new("a", "ref-b", "sent", null)], ["ref-a", "ref-b"]).Twice);

    [Fact]
    public void What_arrived_and_is_not_known_is_unexplained() => Assert.Single(Compare([new("a", "ref-a", "sent", null)], ["ref-a", "ref-z"]).Unexplained);

    [Theory]
    [InlineData("cancelled")]
    [InlineData("dead-lettered")]
    [InlineData("failed")]
    [InlineData("suppressed")]
    public void What_arrived_and_is_recorded_as_not_sent_is_unexplained(string state) =>
        Assert.Single(Compare([new("a", "ref-a", state, "why")], ["ref-a"]).Unexplained);

    [Fact]
    public void What_was_not_sent_and_does_not_say_why_is_unexplained() => Assert.Single(Compare([new("a", "ref-a", "dead-lettered", null)], []).Unexplained);

    [Fact]
    public void What_is_unconfirmed_is_for_a_person_and_clean()
    {
        var comparison = Compare([new("a", "ref-a", "unconfirmed", "host-stopped")], ["ref-a"]);
        Assert.True(comparison.IsClean);
        Assert.Single(comparison.Unconfirmed);
    }

    private static LedgerComparison Compare(StoredMessage[] stored, string[] arrived) => LedgerComparison.Of(["a"], stored, arrived);
}
