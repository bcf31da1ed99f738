using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace WorkWell.Access;

/// <summary>What is compared where there is no such account: a hash of as many rounds as those of accounts, so that it takes as long.</summary>
internal sealed class NobodysPassword(IOptions<PasswordHasherOptions> options)
{
    private readonly Lazy<string> hash = new(() => new PasswordHasher<StaffAccount>(options).HashPassword(null!, StaffLink.Make()));

    /// <summary>The hash of a password that nobody has.</summary>
    public string Hash => hash.Value;
}
