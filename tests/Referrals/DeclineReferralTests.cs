using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;

namespace WorkWell.Referrals.Tests;

/// <summary>An area with three coaching services: the checkout's configuration with two more in Leicester.</summary>
public sealed class DeclineReferralTests : IAsyncLifetime
{
    private readonly string config = Directory.CreateTempSubdirectory("workwell-config-").FullName;
    private OneDoor one = null!;

    public async ValueTask InitializeAsync() => one = await OneDoor.StartAsync(config, services =>
    {
        foreach (var more in (string[])["second-coaching", "third-coaching"])
        {
            var service = services[0]!.DeepClone();
            (service["code"], service["name"]) = (more, more);
            services.Add(service);
        }
    });

    public async ValueTask DisposeAsync()
    {
        await one.DisposeAsync();
        Directory.Delete(config, recursive: true);
    }

    [Fact]
    public async Task Each_service_that_fits_is_asked_once_and_then_the_areas_own_team_takes_over()
    {
        var referred = await one.ReferAsync(OneDoor.Good());
        var reference = referred.GetProperty("reference").GetString()!;
        using var office = await one.OfficeAsync("llr");

        var asked = new List<string?> { referred.GetProperty("partner").GetProperty("service").GetString() };
        var next = "";
        while (next != "area-team")
        {
            var answer = await (await office.PostAsync($"/api/referrals/{reference}/decline", null)).Content.ReadFromJsonAsync<JsonElement>();
            next = answer.GetProperty("next").GetString();
            if (next == "offer-to-partner") asked.Add(answer.GetProperty("service").GetString());
        }

        Assert.Equal(["llr-coaching", "second-coaching", "third-coaching"], asked.Order());
        // The national plan names each service that is asked in place of another to the person.
        Assert.Equal(2L, await one.Host.Database.ReadAsync<long>(
            "select count(*) from communications.message m join referrals.referral r on r.id = m.referral_id where r.reference = $1 and m.type = " +
            "'service-changed'", reference));
        Assert.Equal("3 declined, 2 offered again, offer 3", await one.Host.Database.ReadAsync<string>(
            """
            select format('%s declined, %s offered again, offer %s', count(*) filter (where a.action = 'referrals.declined'),
              count(*) filter (where a.action = 'referrals.offered'), max(r.offer_number))
            from referrals.referral r join access.audit_entry a on a.subject = r.id where r.reference = $1
            """, reference));
    }

    [Fact]
    public async Task A_deadlock_is_nobodys_error_whether_a_referral_is_answered_or_arrives()
    {
        var reference = (await one.ReferAsync(OneDoor.Good())).GetProperty("reference").GetString()!;
        await using (var owner = NpgsqlDataSource.Create(one.Host.Database.ConnectionString))
        {
            // The first to write is chosen to give way; what a sequence has given out stays given out.
            await using var meeting = owner.CreateCommand("""
                create sequence referrals.meetings; grant usage on sequence referrals.meetings to workwell_runtime;
                create function referrals.meet() returns trigger language plpgsql as $$ begin
                  if nextval('referrals.meetings') in (1, 3) then raise exception 'deadlock detected' using errcode = '40P01'; end if;
                  return new;
                end $$;
                create trigger meet before insert or update on referrals.referral for each row execute function referrals.meet();
                """);
            await meeting.ExecuteNonQueryAsync();
        }
        using var office = await one.OfficeAsync("llr");

        var declined = await office.PostAsync($"/api/referrals/{reference}/decline", null);
        Assert.Equal(HttpStatusCode.OK, declined.StatusCode);
        await one.ReferAsync(OneDoor.Good());

        Assert.Equal(4L, await one.Host.Database.ReadAsync<long>("select last_value from referrals.meetings"));
        Assert.Equal(1L, await one.Host.Database.ReadAsync<long>("select count(*) from access.audit_entry where action = 'referrals.declined'"));
        Assert.Equal(2L, await one.Host.Database.ReadAsync<long>("select count(*) from referrals.referral"));
    }
}
