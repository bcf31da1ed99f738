using WorkWell.Communications.Contracts;

namespace WorkWell.Communications.Tests.Sending;

/// <summary>A bad message fails alone and does not delay others.</summary>
public sealed class OneBadMessageTests
{
    private static readonly string[] Bad = [
        "jürgen@people.example", "a b@people.example", "amira@people", "@", "\"quoted\"@people.example", "amira@people.example\r\nBcc: all@people.example"];

    [Theory]
    [InlineData("smtp")]
    [InlineData("pickup")]
    public async Task An_address_that_no_carrier_takes_fails_alone_and_the_others_leave_in_the_same_pass(string transport)
    {
        var folder = Directory.CreateTempSubdirectory("workwell-one-bad-");
        await using (var given = await SendingHost.StartAsync(
            new Dictionary<string, string?> { ["Dispatch:Transports:Email"] = transport, ["Pickup:Folder"] = folder.FullName }))
        {
            // Like rows stored before addresses were validated this strictly.
            string[] addresses = [.. Bad, "gp-1@example.org", "o’brien@people.example", "gp-2@example.org", "gp-3@example.org"];
            await given.QueueAsync([.. addresses.Select((address, i) => given.Message($"R/{i}", MessageTo.Address(address)))]);
            await given.SendDueAsync();

            for (var i = 0; i < addresses.Length; i++) Assert.Equal(i < Bad.Length ? "suppressed: no-channel" : "sent", await given.StateAsync($"R/{i}"));
            if (transport == "pickup") Assert.Equal(4, folder.GetFiles("*.eml").Length);
            else Assert.Equal(["gp-1@example.org", "gp-2@example.org", "gp-3@example.org", "o'brien@people.example"],
                given.Mail.Received.Select(mail => mail.To[0]).Order());
        }
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_person_whose_stored_address_no_carrier_takes_is_reached_another_way()
    {
        await using var given = await SendingHost.StartAsync();
        await given.QueueAsync(
            given.Message("R/1", MessageTo.Person(await given.APersonAsync(email: "jürgen@people.example"))),
            given.Message("R/2", MessageTo.Person(await given.APersonAsync())));
        await given.SendDueAsync();
        Assert.Equal("sms", Assert.Single(given.Notify.Received).Type);
        Assert.Equal("zoe@example.org", Assert.Single(Assert.Single(given.Mail.Received).To));
    }
}
