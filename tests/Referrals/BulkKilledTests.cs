using System.IO.Pipelines;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Access.Contracts;
using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.Referrals.Tests;

/// <summary>A host is killed while it takes a file, as a power cut would do it.</summary>
public sealed class BulkKilledTests(OneDoor one) : IClassFixture<OneDoor>
{
    private const int Rows = 8 * BulkImport.RowsInBatch;

    [Fact]
    public async Task A_file_sent_again_after_the_host_was_killed_in_the_middle_of_it_makes_nothing_twice_and_loses_nothing()
    {
        var (secret, _) = await one.Host.Services.GetRequiredService<IServiceKeys>().MakeAsync(
            new() { Name = "killed", Areas = Actor.AllAreas, Permissions = [Permission.BulkReferEmployer], Lasts = TimeSpan.FromDays(365) }, default);
        var file = new BulkFileBuilder().Rows(Rows, "killed").Bytes();
        var data = Directory.CreateTempSubdirectory("workwell-killed-").FullName;
        try
        {
            await using var host = await ServingProcess.StartAsync(
                data, new Dictionary<string, string> { ["WORKWELL_DATABASE"] = one.Host.Database.HostConnectionString, ["WORKWELL_Dispatch__Enabled"] = "false",
                ["WORKWELL_Work__Enabled"] = "false" });
            using var killed = new HttpClient { BaseAddress = new Uri(host.Address) };
            // Half of the file has arrived when the power fails, and the host is in the middle of what it has.
            var pipe = new Pipe(new(pauseWriterThreshold: 0));
            await pipe.Writer.WriteAsync(file.AsMemory(0, file.Length / 2));
            var sending = SendAsync(killed, secret!, new StreamContent(pipe.Reader.AsStream()));
            while (await CountAsync("referrals.referral") == 0 && !sending.IsCompleted) await Task.Yield();
            host.Kill();
            // Only whoever goes on sending notices that nobody is there.
            await pipe.Writer.CompleteAsync();
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => sending);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
        var kept = await CountAsync("referrals.referral");
        Assert.InRange(kept, 1, (Rows / 2) + 1);

        var answer = await SendAsync(one.Host.Client, secret!, new ByteArrayContent(file));
        // What the killed host had sent to the database and heard no answer to may have been kept as well.
        Assert.Equal((Rows, 0),
            (answer.GetProperty("received").GetInt32() + answer.GetProperty("repeated").GetInt32(), answer.GetProperty("givenBack").GetInt32()));
        Assert.InRange(answer.GetProperty("repeated").GetInt32(), kept, (Rows / 2) + 1);
        foreach (var table in new[] { "referrals.referral", "people.person", "access.audit_entry where subject in (select id from referrals.referral)" })
            Assert.Equal((table, (long)Rows), (table, await CountAsync(table)));
        Assert.Equal(0L, await one.Host.Database.ReadAsync<long>("""
            select count(*) from referrals.referral r
            where not exists (select from people.person p where p.id = r.person_id) or not exists (select from access.audit_entry a where a.subject = r.id)
              or not exists (select from partners.reservation h where h.referral = r.id)
              or (select count(*) from follow_ups.follow_up d where d.referral_id = r.id) <>
                (select count(*) from follow_ups.follow_up d where d.referral_id = (select id from referrals.referral limit 1))
              or (select count(*) from communications.message m where m.referral_id = r.id) <>
                (select count(*) from communications.message m where m.referral_id = (select id from referrals.referral limit 1))
            """));
    }

    private static async Task<JsonElement> SendAsync(HttpClient client, string secret, HttpContent content)
    {
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        using var request = new HttpRequestMessage(
            HttpMethod.Post, "/api/referrals/employer/bulk") { Content = content,
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", secret) } };
        using var response = await client.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return JsonElement.Parse(await response.Content.ReadAsStringAsync());
    }

    private async Task<long> CountAsync(string table) => await one.Host.Database.ReadAsync<long>($"select count(*) from {table}");
}
