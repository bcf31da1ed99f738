using System.Net;
using WorkWell.Access.Contracts;
using WorkWell.Communications.Contracts;
using WorkWell.Communications.Outbox;
using WorkWell.TestKit;

namespace WorkWell.Communications.Tests.Sending;

/// <summary>A team lead decides on the pages about messages that wait.</summary>
public sealed class HeldMessagePageTests : IAsyncLifetime
{
    private const string Key = "R/receipt/1";
    private SendingHost given = null!;
    private StaffMember lead = null!;

    public async ValueTask InitializeAsync() => given = await SendingHost.StartAsync();

    public ValueTask DisposeAsync() => given.DisposeAsync();

    [Fact]
    public async Task A_message_that_failed_is_listed_without_its_address_and_goes_to_the_corrected_one()
    {
        using var visit = await OpenAsync(_ => MailBehaviour.NotNow);
        Assert.Contains("The mail server asked us to wait too often", visit.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("gp@example.org", visit.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        await visit.SendFormAsync("retry", ("CorrectedAddress", "not an address"));
        Assert.Equal(["Enter an email address, such as name@example.nhs.uk"], visit.Errors);
        Assert.Equal("not an address", visit.Value("CorrectedAddress"));
        given.Mail.Behaviour = null;
        await visit.SendFormAsync("retry", ("CorrectedAddress", "right@example.org"));
        Assert.Contains("No message waits for you", visit.Text("main"), StringComparison.Ordinal);
        await given.SendDueAsync();
        Assert.Equal("right@example.org", Assert.Single(Assert.Single(given.Mail.Received).To));
    }

    [Theory]
    [InlineData("it-arrived", 1)]
    [InlineData("send-again", 2)]
    public async Task Somebody_says_whether_a_message_arrived(string became, int arrived)
    {
        using var visit = await OpenAsync(_ => MailBehaviour.HangUpAfterContent);
        Assert.Contains("Nobody knows whether it arrived", visit.Text("main"), StringComparison.Ordinal);
        await visit.SendAsync();
        Assert.Equal(["Choose whether it arrived"], visit.Errors);
        given.Mail.Behaviour = null;
        await visit.SendAsync(("Became", became));
        await given.SendDueAsync();
        Assert.Equal(arrived, given.Mail.Received.Count);
        Assert.Equal("sent", await given.StateAsync(Key));
    }

    [Fact]
    public async Task Of_two_who_decide_the_second_is_not_followed()
    {
        using var one = await OpenAsync(_ => MailBehaviour.HangUpAfterContent);
        using var other = lead.Visit(given.Host);
        await other.OpenAsync(one.At);
        await one.SendFormAsync("drop");
        await other.SendAsync(("Became", "send-again"));
        Assert.Equal("/staff/areas/ncl/messages", other.At);
        Assert.Equal("cancelled: dropped", await given.StateAsync(Key));
    }

    [Fact]
    public async Task Nobody_of_another_area_sees_it_and_a_coach_does_not_decide()
    {
        using var visit = await OpenAsync(_ => MailBehaviour.NotNow);
        var elsewhere = await StaffMember.MakeAsync(given.Host, StaffRole.TeamLead, "dudley");
        using var other = elsewhere.Visit(given.Host);
        await other.OpenAsync("/staff/areas/dudley/messages");
        Assert.Contains("No message waits for you", other.Text("main"), StringComparison.Ordinal);
        await other.OpenAsync(visit.At.Replace("ncl", "dudley", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, other.Response.StatusCode);
        using var coach = (await StaffMember.MakeAsync(given.Host, StaffRole.Coach, "ncl")).Visit(given.Host);
        await coach.OpenAsync("/staff/areas/ncl/messages");
        Assert.Equal(HttpStatusCode.Forbidden, coach.Response.StatusCode);
    }

    // A message that came to grief, opened from the list.
    private async Task<FormVisit> OpenAsync(Func<MailEnvelope, MailBehaviour> behaviour)
    {
        given.Mail.Behaviour = behaviour;
        await given.QueueAsync(given.Message(Key, MessageTo.Address("gp@example.org")));
        for (var times = 0; times < 12; times++)
        {
            await given.SendDueAsync();
            given.Clock.Advance(TimeSpan.FromHours(5));
        }
        lead = await StaffMember.MakeAsync(given.Host, StaffRole.TeamLead, "ncl");
        var visit = lead.Visit(given.Host);
        await visit.OpenAsync("/staff/areas/ncl/messages");
        var link = Assert.Single(visit.Page.QuerySelectorAll("tbody a"));
        await visit.OpenAsync(link.GetAttribute("href")!);
        Assert.Equal($"/staff/areas/ncl/messages/{MessageId.For("ncl", Key):D}", visit.At);
        return visit;
    }
}
