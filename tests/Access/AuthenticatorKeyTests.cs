using Microsoft.Extensions.DependencyInjection;
using OtpNet;
using WorkWell.Access.Contracts;
using WorkWell.TestKit;

namespace WorkWell.Access.Tests;

/// <summary>The keys of authenticator applications and recovery codes.</summary>
public sealed class AuthenticatorKeyTests(SharedHost shared) : IClassFixture<SharedHost>
{
    [Fact]
    public async Task A_key_has_160_random_bits_and_is_stored_encrypted()
    {
        var keys = new HashSet<string>();
        for (var member = 0; member < 20; member++)
        {
            var key = await (await StaffMember.MakeAsync(shared.Host, StaffRole.Coach)).AddAuthenticatorAsync(shared.Host);
            Assert.Equal(20, Base32Encoding.ToBytes(key).Length);
            Assert.True(keys.Add(key));
        }
        var stored = await shared.Host.Database.ReadAsync<string>("select string_agg(authenticator_key, ' ') from access.account");
        Assert.All(keys, key => Assert.DoesNotContain(key, stored, StringComparison.Ordinal));
    }

    [Fact]
    public void A_code_has_six_digits_and_a_step_of_thirty_seconds()
    {
        var codes = shared.Host.Services.GetRequiredService<AuthenticatorCodes>();
        var account = new StaffAccount { Id = Guid.NewGuid(), Email = "a@example.nhs.uk", Name = "A", State = AccountState.Active, SecurityStamp = "" };
        var totp = new Totp(Base32Encoding.ToBytes(codes.MakeKey(account)));
        var now = shared.Host.Clock.GetUtcNow().UtcDateTime;
        Assert.NotNull(codes.StepOf(account, totp.ComputeTotp(now)));
        Assert.Null(codes.StepOf(account, totp.ComputeTotp(now.AddSeconds(90))));
        Assert.Null(codes.StepOf(account, totp.ComputeTotp(now)[..5]));
        Assert.Null(codes.StepOf(account, "0" + totp.ComputeTotp(now)));
    }
}
