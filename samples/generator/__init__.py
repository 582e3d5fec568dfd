"""Makes the sample exports of an invented service centre, and says by itself what is wrong in them."""
