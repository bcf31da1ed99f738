using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using WorkWell.TestKit;

namespace WorkWell.Host.Tests.Attacks;

/// <summary>Thousands of connections that announce much and send little. With --all there are 5,000 of them.</summary>
public sealed class SlowPostTests
{
    private const int Announced = 250_000;

    private static int Many => Environment.GetEnvironmentVariable("WORKWELL_TEST_ALL") == "1" ? 5_000 : 1_200;

    [Fact]
    public async Task A_host_with_512_MB_takes_referrals_while_thousands_of_posts_announce_much_and_send_little()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var host = await ServingProcess.StartAsync(Checkout.Path(".workwell", "test-data"), new Dictionary<string, string>
        {
            ["WORKWELL_DATABASE"] = database.HostConnectionString,
            ["DOTNET_GCHeapHardLimit"] = "0x20000000",
            // The slow ones are not cut off before all of them are there.
            ["WORKWELL_Protection__BodyTime"] = "00:10:00",
        });
        var address = new Uri(host.Address);
        var slow = new List<SlowConnection>();
        try
        {
            for (var i = 0; i < Many; i++)
            {
                var one = await SlowConnection.OpenAsync(address, $"127.0.{i / 200 + 1}.{(i % 200) + 1}");
                slow.Add(one);
                await one.AnnounceAsync("/api/referrals/self", Announced, """{"person":{"givenName":"A""");
            }
            using var client = new HttpClient { BaseAddress = address };
            for (var i = 0; i < 10; i++)
            {
                using var sent = await client.SendAsync(Referral(i));
                Assert.Equal(HttpStatusCode.Created, sent.StatusCode);
            }
            Assert.Equal(HttpStatusCode.OK, await host.AskAsync("/health/ready"));
            Assert.InRange(PeakMegabytes(host.ProcessId), 1, 512);
        }
        finally
        {
            foreach (var one in slow) one.Dispose();
        }
    }

    // Of people who live in no area of ours, so that the shipped settings decide nothing about them.
    private static HttpRequestMessage Referral(int number) => new(HttpMethod.Post, "/api/referrals/self")
    {
        Content = new StringContent(
            $$$"""{"person":{"givenName":"Asha","familyName":"{{{FamilyNames.Next()}}}","bornOn":"19{{{70 + number}}}-03-27","email":"asha@example.org"}}""",
            Encoding.UTF8, MediaTypeHeaderValue.Parse("application/json")),
    };

    private static long PeakMegabytes(int process) => long.Parse(
        File.ReadLines($"/proc/{process.ToString(CultureInfo.InvariantCulture)}/status").Single(line => line.StartsWith("VmHWM", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;
}
