using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Access.Contracts;
using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.Referrals.Tests;

/// <summary>Files that are read in the background, on a host that works by the production clock.</summary>
public sealed class UploadInBackgroundTests : IAsyncLifetime
{
    private const string Address = "/api/referrals/employer/bulk";
    private static readonly TimeSpan LongEnough = TimeSpan.FromMinutes(2);
    private RunningHost host = null!;

    public async ValueTask InitializeAsync() => host = await RunningHost.StartAsync(
        new Dictionary<string, string?> { ["Work:Enabled"] = "true" }, replace: WrongClock.Of(TimeSpan.Zero));

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_file_is_accepted_at_once_read_in_the_background_and_answers_as_it_would_have_then()
    {
        var sender = await KeyAsync();
        var file = new BulkFileBuilder().Rows(700, "later").Row(("your_reference", "bad"), ("given_name", "Unmistakable"), ("agreement", "")).Bytes();
        var accepted = await SendAsync(sender, file);
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);

        var ended = await EndedAsync(sender, accepted.Headers.Location!);
        Assert.Equal(("done", 1d), (ended.GetProperty("state").GetString(), ended.GetProperty("progress").GetDouble()));
        var answer = ended.GetProperty("answer");
        Assert.Equal((700, 1), (answer.GetProperty("received").GetInt32(), answer.GetProperty("givenBack").GetInt32()));
        Assert.Contains("Unmistakable", answer.GetProperty("csv").GetString(), StringComparison.Ordinal);
        Assert.Equal(700L, await CountAsync("referrals.referral"));
        // What was sent is gone once it was read, and what is given back is sealed.
        Assert.Equal(0L, await CountAsync("referrals.upload_part"));
        Assert.False(await host.Database.ReadAsync<bool>("select bool_or(position(convert_to('Unmistakable', 'UTF8') in answer) > 0) from referrals.upload"));

        var again = await EndedAsync(sender, (await SendAsync(sender, file)).Headers.Location!);
        Assert.Equal(700, again.GetProperty("answer").GetProperty("repeated").GetInt32());
    }

    [Fact]
    public async Task What_waits_in_the_database_is_sealed_and_belongs_to_the_key_that_sent_it()
    {
        var sender = await KeyAsync();
        var accepted = await SendAsync(sender, new BulkFileBuilder().Rows(3, "sealed").Bytes());
        await EndedAsync(sender, accepted.Headers.Location!);
        using var other = Client(await KeyAsync());
        foreach (var response in new[] { await other.GetAsync(accepted.Headers.Location), await other.DeleteAsync(accepted.Headers.Location) })
            await OneDoor.ProblemAsync(response, 404, "referrals.no-such-upload");
        using var own = Client(sender);
        await OneDoor.ProblemAsync(await own.DeleteAsync(accepted.Headers.Location), 409, "referrals.upload-ended");
        await OneDoor.ProblemAsync(await own.GetAsync($"{Address}/{Guid.NewGuid()}"), 404, "referrals.no-such-upload");
    }

    [Fact]
    public async Task A_stored_file_is_opened_again_byte_for_byte_and_holds_nothing_in_clear()
    {
        var uploads = host.Services.GetRequiredService<UploadStore>();
        var sender = new Actor("key:parts", Actor.AllAreas, "test");
        var file = new BulkFileBuilder().Rows(4000, "parts").Bytes();
        var id = await uploads.StoreAsync(sender, Areas.Sdk.ReferralSource.Employer, new MemoryStream(file), file.Length, default);
        Assert.True(await CountAsync("referrals.upload_part") > 1);
        Assert.Equal(0L, await host.Database.ReadAsync<long>(
            "select count(*) from referrals.upload_part where position(convert_to('your_reference', 'UTF8') in sealed) > 0"));
        using var read = new MemoryStream();
        await using (var stream = uploads.Open(id!.Value, _ => { }, default)) await stream.CopyToAsync(read);
        Assert.Equal(file, read.ToArray());

        Assert.Null(await uploads.StoreAsync(sender, Areas.Sdk.ReferralSource.Employer, new MemoryStream(file), file.Length - 1, default));
        Assert.Equal(1L, await CountAsync("referrals.upload"));
    }

    private async Task<JsonElement> EndedAsync((string Name, string Secret) sender, Uri location)
    {
        using var client = Client(sender);
        using var limit = new CancellationTokenSource(LongEnough);
        while (true)
        {
            var body = await client.GetStringAsync(location, limit.Token);
            var standing = JsonElement.Parse(body);
            if (standing.GetProperty("state").GetString() is not ("queued" or "running")) return standing;
        }
    }

    private async Task<HttpResponseMessage> SendAsync((string Name, string Secret) sender, byte[] file)
    {
        using var client = Client(sender);
        using var request = new HttpRequestMessage(HttpMethod.Post, Address) { Content = new ByteArrayContent(file) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        request.Headers.Add("Prefer", "respond-async");
        return await client.SendAsync(request);
    }

    private HttpClient Client((string Name, string Secret) sender) => new()
    {
        BaseAddress = host.Client.BaseAddress, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", sender.Secret) },
    };

    private async Task<(string Name, string Secret)> KeyAsync()
    {
        var name = $"later-{Guid.NewGuid():n}";
        var (secret, _) = await host.Services.GetRequiredService<IServiceKeys>().MakeAsync(
            new() { Name = name, Areas = Actor.AllAreas, Permissions = [Permission.BulkReferEmployer], Lasts = TimeSpan.FromDays(365) }, default);
        return (name, secret!);
    }

    private Task<long> CountAsync(string table) => host.Database.ReadAsync<long>($"select count(*) from {table}");
}
