using Microsoft.AspNetCore.Identity;

namespace WorkWell.Access;

/// <summary>
/// Refuses what is guessed first: common passwords and patterns, and what contains the person's own name or address. Length and this are the only rules
/// (ASVS 5.0, 6.2; NCSC password guidance).
/// </summary>
internal sealed class CommonPasswords : IPasswordValidator<StaffAccount>
{
    public const int MinLength = 12;
    public const int MaxLength = 128;
    public const string TooShort = "too-short";
    public const string TooLong = "too-long";
    public const string TooCommon = "too-common";

    // On a scale of 0 to 4: a guess at a stolen hash takes more than 100 million tries.
    private const int LowestScore = 3;

    public Task<IdentityResult> ValidateAsync(UserManager<StaffAccount> manager, StaffAccount user, string? password) =>
        Task.FromResult(Check(password ?? "", user) is { } code ? IdentityResult.Failed(new IdentityError { Code = code }) : IdentityResult.Success);

    private static string? Check(string password, StaffAccount user)
    {
        if (password.Length < MinLength) return TooShort;
        if (password.Length > MaxLength) return TooLong;
        string[] own = ["workwell", "nhs", user.Email, .. user.Email.Split('@', '.'), .. user.Name.Split(' ')];
        return Zxcvbn.Zxcvbn.MatchPassword(password, own.Where(word => word.Length > 2)).Score < LowestScore ? TooCommon : null;
    }
}
